# Written from headers.yaml by `make grids`: change that file.
Feature: What stands in an Authorization header

  The name of a scheme is read without regard to letter case at every endpoint. Credentials that are
  no base64 are refused wherever the wrong character stands: a decoder that stops at it, or leaves
  it out, reads something else than what was sent.

  Rule: An authorization request

    @CC-CRED-15 @CC-CRED-32
    Scenario: An authorization request with Basic credentials whose base64 has "!" in front is refused
      Given a private client
      When the app asks for authorization with Basic credentials whose base64 has "!" in front
      Then the authorization request is refused
      But the same request with Basic credentials in base64 is accepted

    @CC-CRED-15 @CC-CRED-32
    Scenario: An authorization request with Basic credentials whose base64 has "!" at its end is refused
      Given a private client
      When the app asks for authorization with Basic credentials whose base64 has "!" at its end
      Then the authorization request is refused
      But the same request with Basic credentials in base64 is accepted

  Rule: A token request

    @CC-CRED-14
    Scenario: A token request with the scheme name "basic" is accepted
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the scheme name "basic"
      Then the token request is accepted

    @CC-CRED-15 @CC-CRED-32
    Scenario: A token request with Basic credentials whose base64 has "!" in front is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with Basic credentials whose base64 has "!" in front
      Then the token request is refused
      But the same request with Basic credentials in base64 is accepted

    @CC-CRED-15 @CC-CRED-32
    Scenario: A token request with Basic credentials whose base64 contains "!" is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with Basic credentials whose base64 contains "!"
      Then the token request is refused
      But the same request with Basic credentials in base64 is accepted

    @CC-CRED-15 @CC-CRED-32
    Scenario: A token request with Basic credentials whose base64 has "!" at its end is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with Basic credentials whose base64 has "!" at its end
      Then the token request is refused
      But the same request with Basic credentials in base64 is accepted

  Rule: A refresh request

    @CC-CRED-14
    Scenario: A refresh request with the scheme name "basic" is accepted
      Given a private client
      And the app holds tokens
      When the app refreshes its tokens with the scheme name "basic"
      Then the refresh request is accepted

    @CC-CRED-15 @CC-CRED-32
    Scenario: A refresh request with Basic credentials whose base64 has "!" in front is refused
      Given a private client
      And the app holds tokens
      When the app refreshes its tokens with Basic credentials whose base64 has "!" in front
      Then the refresh request is refused
      But the same request with Basic credentials in base64 is accepted

    @CC-CRED-15 @CC-CRED-32
    Scenario: A refresh request with Basic credentials whose base64 contains "!" is refused
      Given a private client
      And the app holds tokens
      When the app refreshes its tokens with Basic credentials whose base64 contains "!"
      Then the refresh request is refused
      But the same request with Basic credentials in base64 is accepted

    @CC-CRED-15 @CC-CRED-32
    Scenario: A refresh request with Basic credentials whose base64 has "!" at its end is refused
      Given a private client
      And the app holds tokens
      When the app refreshes its tokens with Basic credentials whose base64 has "!" at its end
      Then the refresh request is refused
      But the same request with Basic credentials in base64 is accepted

  Rule: An introspection request

    @CC-CRED-15 @CC-CRED-32
    Scenario: An introspection request with Basic credentials whose base64 has "!" in front is refused
      Given a private client
      And the app holds tokens
      When the app introspects the access token with Basic credentials whose base64 has "!" in front
      Then the introspection request is refused
      But the same request with Basic credentials in base64 is accepted

    @CC-CRED-15 @CC-CRED-32
    Scenario: An introspection request with Basic credentials whose base64 contains "!" is refused
      Given a private client
      And the app holds tokens
      When the app introspects the access token with Basic credentials whose base64 contains "!"
      Then the introspection request is refused
      But the same request with Basic credentials in base64 is accepted

    @CC-CRED-15 @CC-CRED-32
    Scenario: An introspection request with Basic credentials whose base64 has "!" at its end is refused
      Given a private client
      And the app holds tokens
      When the app introspects the access token with Basic credentials whose base64 has "!" at its end
      Then the introspection request is refused
      But the same request with Basic credentials in base64 is accepted

  Rule: A UserInfo request

    @CC-USERINFO-22
    Scenario: A UserInfo request with the scheme name "bearer" is accepted
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      When the app asks for the user's information with the scheme name "bearer"
      Then the userinfo request is accepted

  Rule: A registration

    @CC-HEAD-06
    Scenario: A registration with the scheme name "bearer" is accepted (profile salesforce)
      Given a private client
      And the org has "Allow user registration on the site's headless settings" on
      And the org has "Require authentication to access this API (registration)" on
      And the app has "Selected OAuth Scopes" set to "api refresh_token user_registration_api"
      And the app holds tokens with the scope "user_registration_api"
      When the app registers a new user with its access token and the scheme name "bearer"
      Then the registration request is accepted
