# Written from members.yaml by `make grids`: change that file.
Feature: The types of the members of an answer

  Each member of an answer has the JSON type and the characters that its document gives, where it is
  there at all. A member that is not there is left out and not null, and none stands there twice.

  Rule: Access_token

    @CC-TOKEN-32
    Scenario: The member access_token of a token response, if it has one, is a text of visible characters
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds an authorization code
      And the app exchanges the code
      And the token request is accepted
      Then the answer's "access_token", if it has one, is a text of visible characters

    @CC-TOKEN-32
    Scenario: The member access_token of a token response with a JWT, if it has one, is a text of visible characters
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app has "Issue JSON Web Token (JWT)-based access tokens for named users" on
      And the app holds an authorization code
      And the app exchanges the code
      And the token request is accepted
      Then the answer's "access_token", if it has one, is a text of visible characters

    @CC-TOKEN-32
    Scenario: The member access_token of a token response without a refresh token, if it has one, is a text of visible characters
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds an authorization code with the scope "api"
      And the app exchanges the code
      And the token request is accepted
      Then the answer's "access_token", if it has one, is a text of visible characters

    @CC-TOKEN-32
    Scenario: The member access_token of a refresh response, if it has one, is a text of visible characters
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      And the app refreshes its tokens
      And the refresh request is accepted
      Then the answer's "access_token", if it has one, is a text of visible characters

  Rule: Token_type

    @CC-TOKEN-32
    Scenario: The member token_type of a token response, if it has one, is a text
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds an authorization code
      And the app exchanges the code
      And the token request is accepted
      Then the answer's "token_type", if it has one, is a text

    @CC-TOKEN-32
    Scenario: The member token_type of a token response with a JWT, if it has one, is a text
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app has "Issue JSON Web Token (JWT)-based access tokens for named users" on
      And the app holds an authorization code
      And the app exchanges the code
      And the token request is accepted
      Then the answer's "token_type", if it has one, is a text

    @CC-TOKEN-32
    Scenario: The member token_type of a token response without a refresh token, if it has one, is a text
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds an authorization code with the scope "api"
      And the app exchanges the code
      And the token request is accepted
      Then the answer's "token_type", if it has one, is a text

    @CC-TOKEN-32
    Scenario: The member token_type of a refresh response, if it has one, is a text
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      And the app refreshes its tokens
      And the refresh request is accepted
      Then the answer's "token_type", if it has one, is a text

    @CC-INTRO-09
    Scenario: The member token_type of the introspection of an active token, if it has one, is a text
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      And the app introspects the access token
      And the introspection request is accepted
      Then the answer's "token_type", if it has one, is a text

  Rule: Refresh_token

    @CC-TOKEN-32
    Scenario: The member refresh_token of a token response, if it has one, is a text of visible characters
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds an authorization code
      And the app exchanges the code
      And the token request is accepted
      Then the answer's "refresh_token", if it has one, is a text of visible characters

    @CC-TOKEN-32
    Scenario: The member refresh_token of a token response with a JWT, if it has one, is a text of visible characters
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app has "Issue JSON Web Token (JWT)-based access tokens for named users" on
      And the app holds an authorization code
      And the app exchanges the code
      And the token request is accepted
      Then the answer's "refresh_token", if it has one, is a text of visible characters

    @CC-TOKEN-32
    Scenario: The member refresh_token of a token response without a refresh token, if it has one, is a text of visible characters
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds an authorization code with the scope "api"
      And the app exchanges the code
      And the token request is accepted
      Then the answer's "refresh_token", if it has one, is a text of visible characters

    @CC-TOKEN-32
    Scenario: The member refresh_token of a refresh response, if it has one, is a text of visible characters
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      And the app refreshes its tokens
      And the refresh request is accepted
      Then the answer's "refresh_token", if it has one, is a text of visible characters

  Rule: Scope

    @CC-TOKEN-32
    Scenario: The member scope of a token response, if it has one, is a list of scopes
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds an authorization code
      And the app exchanges the code
      And the token request is accepted
      Then the answer's "scope", if it has one, is a list of scopes

    @CC-TOKEN-32
    Scenario: The member scope of a token response with a JWT, if it has one, is a list of scopes
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app has "Issue JSON Web Token (JWT)-based access tokens for named users" on
      And the app holds an authorization code
      And the app exchanges the code
      And the token request is accepted
      Then the answer's "scope", if it has one, is a list of scopes

    @CC-TOKEN-32
    Scenario: The member scope of a token response without a refresh token, if it has one, is a list of scopes
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds an authorization code with the scope "api"
      And the app exchanges the code
      And the token request is accepted
      Then the answer's "scope", if it has one, is a list of scopes

    @CC-TOKEN-32
    Scenario: The member scope of a refresh response, if it has one, is a list of scopes
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      And the app refreshes its tokens
      And the refresh request is accepted
      Then the answer's "scope", if it has one, is a list of scopes

    @CC-INTRO-09
    Scenario: The member scope of the introspection of an active token, if it has one, is a list of scopes
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      And the app introspects the access token
      And the introspection request is accepted
      Then the answer's "scope", if it has one, is a list of scopes

  Rule: Id_token

    @CC-TOKEN-32
    Scenario: The member id_token of a token response, if it has one, is a text of visible characters
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds an authorization code
      And the app exchanges the code
      And the token request is accepted
      Then the answer's "id_token", if it has one, is a text of visible characters

    @CC-TOKEN-32
    Scenario: The member id_token of a token response with a JWT, if it has one, is a text of visible characters
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app has "Issue JSON Web Token (JWT)-based access tokens for named users" on
      And the app holds an authorization code
      And the app exchanges the code
      And the token request is accepted
      Then the answer's "id_token", if it has one, is a text of visible characters

    @CC-TOKEN-32
    Scenario: The member id_token of a token response without a refresh token, if it has one, is a text of visible characters
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds an authorization code with the scope "api"
      And the app exchanges the code
      And the token request is accepted
      Then the answer's "id_token", if it has one, is a text of visible characters

    @CC-TOKEN-32
    Scenario: The member id_token of a refresh response, if it has one, is a text of visible characters
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      And the app refreshes its tokens
      And the refresh request is accepted
      Then the answer's "id_token", if it has one, is a text of visible characters

  Rule: Expires_in

    @CC-TOKEN-33 @CC-TOKEN-34
    Scenario: The member expires_in of a token response, if it has one, is a whole number
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds an authorization code
      And the app exchanges the code
      And the token request is accepted
      Then the answer's "expires_in", if it has one, is a whole number

    @CC-TOKEN-33 @CC-TOKEN-34
    Scenario: The member expires_in of a token response with a JWT, if it has one, is a whole number
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app has "Issue JSON Web Token (JWT)-based access tokens for named users" on
      And the app holds an authorization code
      And the app exchanges the code
      And the token request is accepted
      Then the answer's "expires_in", if it has one, is a whole number

    @CC-TOKEN-33 @CC-TOKEN-34
    Scenario: The member expires_in of a token response without a refresh token, if it has one, is a whole number
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds an authorization code with the scope "api"
      And the app exchanges the code
      And the token request is accepted
      Then the answer's "expires_in", if it has one, is a whole number

    @CC-TOKEN-33 @CC-TOKEN-34
    Scenario: The member expires_in of a refresh response, if it has one, is a whole number
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      And the app refreshes its tokens
      And the refresh request is accepted
      Then the answer's "expires_in", if it has one, is a whole number

  Rule: Active

    @CC-INTRO-09
    Scenario: The member active of the introspection of an active token, if it has one, is true or false
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      And the app introspects the access token
      And the introspection request is accepted
      Then the answer's "active", if it has one, is true or false

  Rule: Exp

    @CC-INTRO-09
    Scenario: The member exp of the introspection of an active token, if it has one, is a whole number
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      And the app introspects the access token
      And the introspection request is accepted
      Then the answer's "exp", if it has one, is a whole number

  Rule: Iat

    @CC-INTRO-09
    Scenario: The member iat of the introspection of an active token, if it has one, is a whole number
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      And the app introspects the access token
      And the introspection request is accepted
      Then the answer's "iat", if it has one, is a whole number

  Rule: Client_id

    @CC-INTRO-09
    Scenario: The member client_id of the introspection of an active token, if it has one, is a text
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      And the app introspects the access token
      And the introspection request is accepted
      Then the answer's "client_id", if it has one, is a text

  Rule: Username

    @CC-INTRO-09
    Scenario: The member username of the introspection of an active token, if it has one, is a text
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      And the app introspects the access token
      And the introspection request is accepted
      Then the answer's "username", if it has one, is a text

  Rule: Sub

    @CC-INTRO-09
    Scenario: The member sub of the introspection of an active token, if it has one, is a text
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      And the app introspects the access token
      And the introspection request is accepted
      Then the answer's "sub", if it has one, is a text

    @CC-USERINFO-23
    Scenario: The member sub of a UserInfo response, if it has one, is a text
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      And the app asks for the user's information
      And the userinfo request is accepted
      Then the answer's "sub", if it has one, is a text

  Rule: Name

    @CC-USERINFO-23
    Scenario: The member name of a UserInfo response, if it has one, is a text
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      And the app asks for the user's information
      And the userinfo request is accepted
      Then the answer's "name", if it has one, is a text

  Rule: Email

    @CC-USERINFO-23
    Scenario: The member email of a UserInfo response, if it has one, is a text
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      And the app asks for the user's information
      And the userinfo request is accepted
      Then the answer's "email", if it has one, is a text

  Rule: Error

    @CC-ERR-15
    Scenario: The member error of the error of a token request, if it has one, is a text
      Given a private client
      And the app holds an authorization code
      And the app exchanges the code with a made-up code
      And the token request is refused
      Then the answer's "error", if it has one, is a text
      But the same request with the code is accepted

  Rule: Error_description

    @CC-ERR-15
    Scenario: The member error_description of the error of a token request, if it has one, is a text
      Given a private client
      And the app holds an authorization code
      And the app exchanges the code with a made-up code
      And the token request is refused
      Then the answer's "error_description", if it has one, is a text
      But the same request with the code is accepted

  Rule: Identifier

    @CC-HEAD-07
    Scenario: The member identifier of the answer to a registration, if it has one, is a text of visible characters (profile salesforce)
      Given a private client
      And the app has "Permitted Users" set to "All users may self-authorize"
      And the org has "Allow user registration on the site's headless settings" on
      And the org has "Require authentication to access this API (registration)" off
      And the app registers a new user
      And the registration request is accepted
      Then the answer's "identifier", if it has one, is a text of visible characters

    @CC-HEAD-07
    Scenario: The member identifier of the answer to a passwordless login, if it has one, is a text of visible characters (profile salesforce)
      Given a private client
      And the org has "Allow passwordless login on the site's headless settings" on
      And the org has "Require authentication to access this API (passwordless login)" off
      And the app starts a passwordless login
      And the passwordless login request is accepted
      Then the answer's "identifier", if it has one, is a text of visible characters

  Rule: Status

    @CC-HEAD-07
    Scenario: The member status of the answer to a passwordless login, if it has one, is a text (profile salesforce)
      Given a private client
      And the org has "Allow passwordless login on the site's headless settings" on
      And the org has "Require authentication to access this API (passwordless login)" off
      And the app starts a passwordless login
      And the passwordless login request is accepted
      Then the answer's "status", if it has one, is a text

  Rule: Status_code

    @CC-HEAD-07
    Scenario: The member status_code of the answer to a request for a password reset, if it has one, is a text (profile salesforce)
      Given a private client
      And the org has "Allow forgot password on the site's headless settings" on
      And the org has "Require authentication to access this API (forgot password)" off
      And the app asks for a password reset
      And the forgot password request is accepted
      Then the answer's "status_code", if it has one, is a text

  Rule: Each member once

    @CC-TOKEN-35
    Scenario: No member of a token response stands there twice
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds an authorization code
      And the app exchanges the code
      And the token request is accepted
      Then no member of the answer stands there twice

    @CC-TOKEN-35
    Scenario: No member of a refresh response stands there twice
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      And the app refreshes its tokens
      And the refresh request is accepted
      Then no member of the answer stands there twice

    @CC-HTTP-22
    Scenario: No member of the introspection of an active token stands there twice
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      And the app introspects the access token
      And the introspection request is accepted
      Then no member of the answer stands there twice

    @CC-HTTP-22
    Scenario: No member of a UserInfo response stands there twice
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      And the app asks for the user's information
      And the userinfo request is accepted
      Then no member of the answer stands there twice

    @CC-TOKEN-35
    Scenario: No member of the error of a token request stands there twice
      Given a private client
      And the app holds an authorization code
      And the app exchanges the code with a made-up code
      And the token request is refused
      Then no member of the answer stands there twice
      But the same request with the code is accepted

    @CC-HTTP-22
    Scenario: No member of the answer to a registration stands there twice
      Given a private client
      And the app has "Permitted Users" set to "All users may self-authorize"
      And the org has "Allow user registration on the site's headless settings" on
      And the org has "Require authentication to access this API (registration)" off
      And the app registers a new user
      And the registration request is accepted
      Then no member of the answer stands there twice

    @CC-HTTP-22
    Scenario: No member of the answer to a passwordless login stands there twice
      Given a private client
      And the org has "Allow passwordless login on the site's headless settings" on
      And the org has "Require authentication to access this API (passwordless login)" off
      And the app starts a passwordless login
      And the passwordless login request is accepted
      Then no member of the answer stands there twice

  Rule: Content-Type once

    @CC-HTTP-21
    Scenario: The field Content-Type of a token response stands there once at most
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds an authorization code
      And the app exchanges the code
      And the token request is accepted
      Then the header "Content-Type" stands there once at most

    @CC-HTTP-21
    Scenario: The field Content-Type of a refresh response stands there once at most
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      And the app refreshes its tokens
      And the refresh request is accepted
      Then the header "Content-Type" stands there once at most

    @CC-HTTP-21
    Scenario: The field Content-Type of the introspection of an active token stands there once at most
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      And the app introspects the access token
      And the introspection request is accepted
      Then the header "Content-Type" stands there once at most

    @CC-HTTP-21
    Scenario: The field Content-Type of a UserInfo response stands there once at most
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      And the app asks for the user's information
      And the userinfo request is accepted
      Then the header "Content-Type" stands there once at most

    @CC-HTTP-21
    Scenario: The field Content-Type of the error of a token request stands there once at most
      Given a private client
      And the app holds an authorization code
      And the app exchanges the code with a made-up code
      And the token request is refused
      Then the header "Content-Type" stands there once at most
      But the same request with the code is accepted
