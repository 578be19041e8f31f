Feature: The refresh request

  A refresh token gives new access tokens for the user who logged in, to the
  app that it was given to.

  Background:
    Given a private client

  Rule: A refresh gives tokens for the same user

    Background:
      Given the app has "Selected OAuth Scopes" set to "api openid refresh_token"

    @CC-REFRESH-01
    Scenario: The new access token belongs to the same user
      Given the app holds tokens
      And the app asks for the user's information
      And the userinfo request is accepted
      And the app refreshes its tokens
      And the refresh request is accepted
      When the app asks for the user's information
      Then the userinfo request is accepted
      And the answer's subject is the same as in the answer before

    @CC-REFRESH-10
    Scenario: The grant type hybrid_refresh of Salesforce's mobile apps is accepted (profile salesforce)
      Given the app holds tokens
      When the app refreshes its tokens with the grant type "hybrid_refresh"
      Then the refresh request is accepted

    @CC-REFRESH-07
    Scenario: Without rotation the refresh response has no refresh token (profile salesforce)
      Given the app has "Enable Refresh Token Rotation" off
      And the app holds tokens
      When the app refreshes its tokens
      Then the refresh request is accepted
      And no refresh token is given

  Rule: Only the refresh token itself is accepted

    @CC-REFRESH-02
    Scenario: The refresh token of another app is refused
      Given another private client
      And the app holds tokens
      When another app refreshes the tokens
      Then the refresh request is refused
      But the same request with tokens of its own is accepted

    @CC-REFRESH-04
    Scenario: An access token is refused as a refresh token
      Given the app holds tokens
      When the app refreshes its tokens with the access token
      Then the refresh request is refused
      But the same request with the refresh token is accepted

    @CC-REFRESH-04
    Scenario: A refresh token is refused as an access token
      Given the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      When the app asks for the user's information with the refresh token
      Then the userinfo request is refused
      But the same request with the access token is accepted

    @CC-REFRESH-09
    Scenario: An unknown refresh token is answered with invalid_grant (profile strict)
      Given the app holds tokens
      When the app refreshes its tokens with a made-up refresh token
      Then the refresh request is refused
      And the error is "invalid_grant"
      But the same request with the refresh token is accepted

    @CC-REFRESH-08
    Scenario: An unknown refresh token is answered with 400 and invalid_grant (profile salesforce)
      Given the app holds tokens
      When the app refreshes its tokens with a made-up refresh token
      Then the refresh request is refused
      And the answer's status is 400
      And the error is "invalid_grant"
      But the same request with the refresh token is accepted

  Rule: A refresh never grants more scopes than the login

    Background:
      Given the app has "Selected OAuth Scopes" set to "api openid refresh_token"

    @CC-REFRESH-05
    Scenario: A refresh may ask for fewer scopes
      Given the app holds tokens
      When the app refreshes its tokens with the scope "api"
      Then the refresh request is accepted

    @CC-REFRESH-11
    Scenario: A refresh that asks for fewer scopes gets those alone
      Given the app holds tokens
      And the app refreshes its tokens with the scope "api"
      And the refresh request is accepted
      Then the scope granted is "api"
      And the answer has no "id_token"

    @CC-REFRESH-21
    Scenario: A refresh that asks for fewer scopes names those that it gets
      Given the app holds tokens
      And the app refreshes its tokens with the scope "api"
      And the refresh request is accepted
      When the app introspects the access token
      Then the scope told of the token, if there is one, holds none but those that were granted

    @CC-REFRESH-06
    Scenario Outline: A refresh that asks for "<scope>" after a login with "api refresh_token" is not granted "<more>"
      Given the app holds tokens with the scope "api refresh_token"
      When the app refreshes its tokens with the scope "<scope>"
      Then the refresh is refused, or the scope that it names holds no "<more>"
      But the same request with the scope "api refresh_token" is accepted

      Examples:
        | scope      | more   |
        | api openid | openid |
        | api full   | full   |

    @CC-REFRESH-12
    Scenario Outline: A refresh that asks for "<scope>" after a login with "api refresh_token" is refused
      Given the app holds tokens with the scope "api refresh_token"
      When the app refreshes its tokens with the scope "<scope>"
      Then the refresh request is refused
      But the same request with the scope "api refresh_token" is accepted

      Examples:
        | scope      |
        | api openid |
        | api full   |

  Rule: What published clients send is accepted

    @CC-REFRESH-13
    Scenario: A refresh request with everything in the query of a POST request is accepted (profile salesforce)
      Given the app holds tokens
      When the app refreshes its tokens with everything in the query
      Then the refresh request is accepted

    @CC-TOKEN-21
    Scenario Outline: A refresh request with the unknown parameter "<parameter>" is accepted
      Given the app holds tokens
      When the app refreshes its tokens with the parameter "<parameter>" set to "<value>"
      Then the refresh request is accepted

      Examples:
        | parameter        | value |
        | codecred_unknown | 1     |
        | format           | json  |

    @CC-TOKEN-22
    Scenario: A refresh request with an empty scope is accepted
      Given the app holds tokens
      When the app refreshes its tokens with the parameter "scope" set to ""
      Then the refresh request is accepted
