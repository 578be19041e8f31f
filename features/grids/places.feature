# Written from places.yaml by `make grids`: change that file.
Feature: What belongs to one app of one org, in the wrong place

  A code, a token or a login belongs to the app and to the org that it was made for. It is tried
  with another app at the same site, and with the same app at the site of another org.

  Rule: A user's login

    @CC-ISO-03
    Scenario: A login to the app is refused at the site of another org
      Given a private client
      And a private client of another org
      When the app asks for authorization with the site of another org
      Then the authorization request is refused
      But the same request with the app's own site is accepted

  Rule: A code

    @CC-ISO-05
    Scenario: A code is refused at the site of another org
      Given a private client
      And a private client of another org
      And the app holds an authorization code
      When the app exchanges the code with the site of another org
      Then the token request is refused
      But the same request with the app's own site is accepted

  Rule: A refresh token

    @CC-ISO-06
    Scenario: A refresh token is refused at the site of another org
      Given a private client
      And a private client of another org
      And the app holds tokens
      When the app refreshes its tokens with the site of another org
      Then the refresh request is refused
      But the same request with the app's own site is accepted

  Rule: An access token at the UserInfo endpoint

    @CC-ISO-07
    Scenario: An access token is refused at the UserInfo endpoint of another org
      Given a private client
      And a private client of another org
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      When the app asks for the user's information with the site of another org
      Then the userinfo request is refused
      But the same request with the app's own site is accepted

  Rule: An access token that is introspected

    @CC-ISO-08
    Scenario: An access token is not reported as active at the site of another org
      Given a private client
      And a private client of another org
      And the app holds tokens
      When the app introspects the access token with the site of another org
      Then the token is not reported as active
      But the same request with the app's own site is accepted
      And the token is reported as active

  Rule: A refresh token that is introspected

    @CC-INTRO-04
    Scenario: The refresh token of another app is not reported as active
      Given a private client
      And the app holds tokens
      And another private client
      When the app introspects the refresh token with the identity of another app
      Then the token is not reported as active
      But the same request with the app's own client id and the consumer secret is accepted
      And the token is reported as active

    @CC-ISO-08
    Scenario: A refresh token is not reported as active at the site of another org
      Given a private client
      And the app holds tokens
      And a private client of another org
      When the app introspects the refresh token with the site of another org
      Then the token is not reported as active
      But the same request with the app's own site is accepted
      And the token is reported as active

  Rule: An access token that is revoked

    @CC-ISO-09
    Scenario: A revocation at the site of another org does not revoke the access token
      Given a private client
      And a private client of another org
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      And the app revokes the refresh token
      And the revocation request is accepted
      And the app refreshes its tokens
      And the refresh request is refused
      And the same request with new tokens is accepted
      When the app revokes the access token with the site of another org
      And the app asks for the user's information
      Then the userinfo request is accepted

  Rule: A refresh token that is revoked

    @CC-ISO-09
    Scenario: A revocation at the site of another org does not revoke the refresh token
      Given a private client
      And a private client of another org
      And the app holds tokens
      And the app revokes the refresh token
      And the revocation request is accepted
      And the app refreshes its tokens
      And the refresh request is refused
      And the same request with new tokens is accepted
      When the app revokes the refresh token with the site of another org
      And the app refreshes its tokens
      Then the refresh request is accepted

  Rule: The one-time password of a passwordless login

    @CC-PWDL-21
    Scenario: The one-time password of a login is refused at the site of another org (profile salesforce)
      Given a private client
      And the org has "Allow passwordless login on the site's headless settings" on
      And the org has "Require authentication to access this API (passwordless login)" off
      And the app has started a passwordless login
      And a private client of another org
      When the app asks for authorization by the one-time password with the site of another org
      Then the authorization request is refused
      But the same request with the app's own site is accepted

  Rule: The code of a guest

    @CC-GUEST-21
    Scenario: The code of a guest is refused with another app (profile salesforce)
      Given a private client
      And the app has "Enable Code and Credentials Flow for Guest Users" on
      And the app holds an authorization code of a guest
      And another private client
      When the app exchanges the code with the identity of another app
      Then the token request is refused
      But the same request with the app's own client id and the consumer secret is accepted

    @CC-GUEST-21
    Scenario: The code of a guest is refused at the site of another org (profile salesforce)
      Given a private client
      And the app has "Enable Code and Credentials Flow for Guest Users" on
      And the app holds an authorization code of a guest
      And a private client of another org
      When the app exchanges the code with the site of another org
      Then the token request is refused
      But the same request with the app's own site is accepted
