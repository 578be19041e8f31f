# Written from missing_parameters.yaml by `make grids`: change that file.
Feature: A parameter that is missing, and its error

  A request without a parameter that it needs is refused with the error that says so. An empty
  parameter counts as one that is left out.

  Rule: The grant type of a token request

    @CC-TOKEN-31
    Scenario: A token request without the parameter "grant_type" is answered with "invalid_request" (profile strict)
      Given a private client
      And the app holds an authorization code
      And the app exchanges the code without the parameter "grant_type"
      And the token request is refused
      Then the error is "invalid_request"
      But the same request with the grant type "authorization_code" is accepted

    @CC-TOKEN-31
    Scenario: A token request with the parameter "grant_type" set to "" is answered with "invalid_request" (profile strict)
      Given a private client
      And the app holds an authorization code
      And the app exchanges the code with the parameter "grant_type" set to ""
      And the token request is refused
      Then the error is "invalid_request"
      But the same request with the grant type "authorization_code" is accepted

  Rule: The code of a token request

    @CC-TOKEN-31
    Scenario: A token request without the parameter "code" is answered with "invalid_request" (profile strict)
      Given a private client
      And the app holds an authorization code
      And the app exchanges the code without the parameter "code"
      And the token request is refused
      Then the error is "invalid_request"
      But the same request with the code is accepted

    @CC-TOKEN-31
    Scenario: A token request with the parameter "code" set to "" is answered with "invalid_request" (profile strict)
      Given a private client
      And the app holds an authorization code
      And the app exchanges the code with the parameter "code" set to ""
      And the token request is refused
      Then the error is "invalid_request"
      But the same request with the code is accepted

  Rule: The callback URL of a token request

    @CC-TOKEN-31
    Scenario: A token request without the parameter "redirect_uri" is answered with "invalid_request" or "invalid_grant" (profile strict)
      Given a private client
      And the app holds an authorization code
      And the app exchanges the code without the parameter "redirect_uri"
      And the token request is refused
      Then the error is "invalid_request" or "invalid_grant"
      But the same request with the registered callback URL is accepted

    @CC-TOKEN-31
    Scenario: A token request with the parameter "redirect_uri" set to "" is answered with "invalid_request" or "invalid_grant" (profile strict)
      Given a private client
      And the app holds an authorization code
      And the app exchanges the code with the parameter "redirect_uri" set to ""
      And the token request is refused
      Then the error is "invalid_request" or "invalid_grant"
      But the same request with the registered callback URL is accepted

  Rule: The client id of a token request

    @CC-TOKEN-31
    Scenario: A token request without the parameter "client_id" is answered with "invalid_request" or "invalid_client" (profile strict)
      Given a private client
      And the app holds an authorization code
      And the app exchanges the code without the parameter "client_id"
      And the token request is refused
      Then the error is "invalid_request" or "invalid_client"
      But the same request with the app's own client id is accepted

    @CC-TOKEN-31
    Scenario: A token request with the parameter "client_id" set to "" is answered with "invalid_request" or "invalid_client" (profile strict)
      Given a private client
      And the app holds an authorization code
      And the app exchanges the code with the parameter "client_id" set to ""
      And the token request is refused
      Then the error is "invalid_request" or "invalid_client"
      But the same request with the app's own client id is accepted

  Rule: The grant type of a refresh request

    @CC-TOKEN-31
    Scenario: A refresh request without the parameter "grant_type" is answered with "invalid_request" (profile strict)
      Given a private client
      And the app holds tokens
      And the app refreshes its tokens without the parameter "grant_type"
      And the refresh request is refused
      Then the error is "invalid_request"
      But the same request with the grant type "refresh_token" is accepted

    @CC-TOKEN-31
    Scenario: A refresh request with the parameter "grant_type" set to "" is answered with "invalid_request" (profile strict)
      Given a private client
      And the app holds tokens
      And the app refreshes its tokens with the parameter "grant_type" set to ""
      And the refresh request is refused
      Then the error is "invalid_request"
      But the same request with the grant type "refresh_token" is accepted

  Rule: The refresh token of a refresh request

    @CC-TOKEN-31
    Scenario: A refresh request without the parameter "refresh_token" is answered with "invalid_request" (profile strict)
      Given a private client
      And the app holds tokens
      And the app refreshes its tokens without the parameter "refresh_token"
      And the refresh request is refused
      Then the error is "invalid_request"
      But the same request with the refresh token is accepted

    @CC-TOKEN-31
    Scenario: A refresh request with the parameter "refresh_token" set to "" is answered with "invalid_request" (profile strict)
      Given a private client
      And the app holds tokens
      And the app refreshes its tokens with the parameter "refresh_token" set to ""
      And the refresh request is refused
      Then the error is "invalid_request"
      But the same request with the refresh token is accepted

  Rule: The token of a revocation request

    @CC-REVOKE-24
    Scenario: A revocation request without the parameter "token" is answered with "invalid_request" (profile strict)
      Given a private client
      And the app holds tokens
      And the app revokes the access token without the parameter "token"
      And the revocation request is refused
      Then the error is "invalid_request"
      But the same request with the access token is accepted

    @CC-REVOKE-24
    Scenario: A revocation request with the parameter "token" set to "" is answered with "invalid_request" (profile strict)
      Given a private client
      And the app holds tokens
      And the app revokes the access token with the parameter "token" set to ""
      And the revocation request is refused
      Then the error is "invalid_request"
      But the same request with the access token is accepted
