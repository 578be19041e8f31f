# Written from near_misses.yaml by `make grids`: change that file.
Feature: Values that are almost the right ones

  A server compares what it is sent with what it knows, character for character. Each value is
  tried with each near miss, at each endpoint that takes it.

  Rule: The password in the body

    @CC-CRED-02
    Scenario: An authorization request with a wrong password is refused
      Given a private client
      When the app asks for authorization with a wrong password
      Then the authorization request is refused
      But the same request with the user's own password is accepted

    @CC-CRED-06
    Scenario: An authorization request with an empty password is refused
      Given a private client
      When the app asks for authorization with an empty password
      Then the authorization request is refused
      But the same request with the user's own password is accepted

    @CC-CRED-06
    Scenario: An authorization request without the parameter "password" is refused
      Given a private client
      When the app asks for authorization without the parameter "password"
      Then the authorization request is refused
      But the same request with the user's credentials in the body is accepted

    @CC-CRED-02
    Scenario: An authorization request with the password whose last character is missing is refused
      Given a private client
      When the app asks for authorization with the password whose last character is missing
      Then the authorization request is refused
      But the same request with the user's own password is accepted

    @CC-CRED-02
    Scenario: An authorization request with the password whose last character differs is refused
      Given a private client
      When the app asks for authorization with the password whose last character differs
      Then the authorization request is refused
      But the same request with the user's own password is accepted

    @CC-CRED-02
    Scenario: An authorization request with the password whose first character differs is refused
      Given a private client
      When the app asks for authorization with the password whose first character differs
      Then the authorization request is refused
      But the same request with the user's own password is accepted

    @CC-CRED-02
    Scenario: An authorization request with the password followed by "x" is refused
      Given a private client
      When the app asks for authorization with the password followed by "x"
      Then the authorization request is refused
      But the same request with the user's own password is accepted

    @CC-CRED-02
    Scenario: An authorization request with the password preceded by "x" is refused
      Given a private client
      When the app asks for authorization with the password preceded by "x"
      Then the authorization request is refused
      But the same request with the user's own password is accepted

    @CC-HTTP-20
    Scenario: An authorization request with the password between blanks is refused
      Given a private client
      When the app asks for authorization with the password between blanks
      Then the authorization request is refused
      But the same request with the user's own password is accepted

    @CC-CRED-07
    Scenario: An authorization request with the password in swapped case is refused
      Given a private client
      When the app asks for authorization with the password in swapped case
      Then the authorization request is refused
      But the same request with the user's own password is accepted

    @CC-CRED-02
    Scenario: An authorization request with the password of another user is refused
      Given a private client
      When the app asks for authorization with the password of another user
      Then the authorization request is refused
      But the same request with the user's own password is accepted

    @CC-CRED-02
    Scenario: An authorization request with the password of a user of another org is refused
      Given a private client
      When the app asks for authorization with the password of a user of another org
      Then the authorization request is refused
      But the same request with the user's own password is accepted

  Rule: The password in the Basic header

    @CC-CRED-02
    Scenario: An authorization request with a wrong password, in the Basic header, is refused
      Given a private client
      When the app asks for authorization with a wrong password and credentials in the Basic header
      Then the authorization request is refused
      But the same request with the user's own password is accepted

    @CC-CRED-06
    Scenario: An authorization request with an empty password, in the Basic header, is refused
      Given a private client
      When the app asks for authorization with an empty password and credentials in the Basic header
      Then the authorization request is refused
      But the same request with the user's own password is accepted

    @CC-CRED-02
    Scenario: An authorization request with the password whose last character is missing, in the Basic header, is refused
      Given a private client
      When the app asks for authorization with the password whose last character is missing and credentials in the Basic header
      Then the authorization request is refused
      But the same request with the user's own password is accepted

    @CC-CRED-02
    Scenario: An authorization request with the password whose last character differs, in the Basic header, is refused
      Given a private client
      When the app asks for authorization with the password whose last character differs and credentials in the Basic header
      Then the authorization request is refused
      But the same request with the user's own password is accepted

    @CC-CRED-02
    Scenario: An authorization request with the password whose first character differs, in the Basic header, is refused
      Given a private client
      When the app asks for authorization with the password whose first character differs and credentials in the Basic header
      Then the authorization request is refused
      But the same request with the user's own password is accepted

    @CC-CRED-02
    Scenario: An authorization request with the password followed by "x", in the Basic header, is refused
      Given a private client
      When the app asks for authorization with the password followed by "x" and credentials in the Basic header
      Then the authorization request is refused
      But the same request with the user's own password is accepted

    @CC-CRED-02
    Scenario: An authorization request with the password preceded by "x", in the Basic header, is refused
      Given a private client
      When the app asks for authorization with the password preceded by "x" and credentials in the Basic header
      Then the authorization request is refused
      But the same request with the user's own password is accepted

    @CC-HTTP-20
    Scenario: An authorization request with the password between blanks, in the Basic header, is refused
      Given a private client
      When the app asks for authorization with the password between blanks and credentials in the Basic header
      Then the authorization request is refused
      But the same request with the user's own password is accepted

    @CC-CRED-07
    Scenario: An authorization request with the password in swapped case, in the Basic header, is refused
      Given a private client
      When the app asks for authorization with the password in swapped case and credentials in the Basic header
      Then the authorization request is refused
      But the same request with the user's own password is accepted

    @CC-CRED-02
    Scenario: An authorization request with the password of another user, in the Basic header, is refused
      Given a private client
      When the app asks for authorization with the password of another user and credentials in the Basic header
      Then the authorization request is refused
      But the same request with the user's own password is accepted

    @CC-CRED-02
    Scenario: An authorization request with the password of a user of another org, in the Basic header, is refused
      Given a private client
      When the app asks for authorization with the password of a user of another org and credentials in the Basic header
      Then the authorization request is refused
      But the same request with the user's own password is accepted

  Rule: The password in the Basic header of a GET request

    @CC-CRED-02
    Scenario: A GET request for authorization with a wrong password, in the Basic header, is refused
      Given a private client
      When the app asks for authorization with a wrong password and GET and credentials in the Basic header
      Then the authorization request is refused
      But the same request with the user's own password is accepted

    @CC-CRED-06
    Scenario: A GET request for authorization with an empty password, in the Basic header, is refused
      Given a private client
      When the app asks for authorization with an empty password and GET and credentials in the Basic header
      Then the authorization request is refused
      But the same request with the user's own password is accepted

    @CC-CRED-02
    Scenario: A GET request for authorization with the password whose last character is missing, in the Basic header, is refused
      Given a private client
      When the app asks for authorization with the password whose last character is missing and GET and credentials in the Basic header
      Then the authorization request is refused
      But the same request with the user's own password is accepted

    @CC-CRED-02
    Scenario: A GET request for authorization with the password whose last character differs, in the Basic header, is refused
      Given a private client
      When the app asks for authorization with the password whose last character differs and GET and credentials in the Basic header
      Then the authorization request is refused
      But the same request with the user's own password is accepted

    @CC-CRED-02
    Scenario: A GET request for authorization with the password whose first character differs, in the Basic header, is refused
      Given a private client
      When the app asks for authorization with the password whose first character differs and GET and credentials in the Basic header
      Then the authorization request is refused
      But the same request with the user's own password is accepted

    @CC-CRED-02
    Scenario: A GET request for authorization with the password followed by "x", in the Basic header, is refused
      Given a private client
      When the app asks for authorization with the password followed by "x" and GET and credentials in the Basic header
      Then the authorization request is refused
      But the same request with the user's own password is accepted

    @CC-CRED-02
    Scenario: A GET request for authorization with the password preceded by "x", in the Basic header, is refused
      Given a private client
      When the app asks for authorization with the password preceded by "x" and GET and credentials in the Basic header
      Then the authorization request is refused
      But the same request with the user's own password is accepted

    @CC-HTTP-20
    Scenario: A GET request for authorization with the password between blanks, in the Basic header, is refused
      Given a private client
      When the app asks for authorization with the password between blanks and GET and credentials in the Basic header
      Then the authorization request is refused
      But the same request with the user's own password is accepted

    @CC-CRED-07
    Scenario: A GET request for authorization with the password in swapped case, in the Basic header, is refused
      Given a private client
      When the app asks for authorization with the password in swapped case and GET and credentials in the Basic header
      Then the authorization request is refused
      But the same request with the user's own password is accepted

    @CC-CRED-02
    Scenario: A GET request for authorization with the password of another user, in the Basic header, is refused
      Given a private client
      When the app asks for authorization with the password of another user and GET and credentials in the Basic header
      Then the authorization request is refused
      But the same request with the user's own password is accepted

    @CC-CRED-02
    Scenario: A GET request for authorization with the password of a user of another org, in the Basic header, is refused
      Given a private client
      When the app asks for authorization with the password of a user of another org and GET and credentials in the Basic header
      Then the authorization request is refused
      But the same request with the user's own password is accepted

  Rule: The user name in the body

    @CC-CRED-03
    Scenario: An authorization request with an unknown username is refused
      Given a private client
      When the app asks for authorization with an unknown username
      Then the authorization request is refused
      But the same request with the user's own username is accepted

    @CC-CRED-06
    Scenario: An authorization request with an empty username is refused
      Given a private client
      When the app asks for authorization with an empty username
      Then the authorization request is refused
      But the same request with the user's own username is accepted

    @CC-CRED-06
    Scenario: An authorization request without the parameter "username" is refused
      Given a private client
      When the app asks for authorization without the parameter "username"
      Then the authorization request is refused
      But the same request with the user's credentials in the body is accepted

    @CC-CRED-03
    Scenario: An authorization request with the username whose last character is missing is refused
      Given a private client
      When the app asks for authorization with the username whose last character is missing
      Then the authorization request is refused
      But the same request with the user's own username is accepted

    @CC-CRED-03
    Scenario: An authorization request with the username whose last character differs is refused
      Given a private client
      When the app asks for authorization with the username whose last character differs
      Then the authorization request is refused
      But the same request with the user's own username is accepted

    @CC-CRED-03
    Scenario: An authorization request with the username whose first character differs is refused
      Given a private client
      When the app asks for authorization with the username whose first character differs
      Then the authorization request is refused
      But the same request with the user's own username is accepted

    @CC-CRED-03
    Scenario: An authorization request with the username followed by "x" is refused
      Given a private client
      When the app asks for authorization with the username followed by "x"
      Then the authorization request is refused
      But the same request with the user's own username is accepted

    @CC-CRED-03
    Scenario: An authorization request with the username preceded by "x" is refused
      Given a private client
      When the app asks for authorization with the username preceded by "x"
      Then the authorization request is refused
      But the same request with the user's own username is accepted

  Rule: The user name in the Basic header

    @CC-CRED-03
    Scenario: An authorization request with an unknown username, in the Basic header, is refused
      Given a private client
      When the app asks for authorization with an unknown username and credentials in the Basic header
      Then the authorization request is refused
      But the same request with the user's own username is accepted

    @CC-CRED-06
    Scenario: An authorization request with an empty username, in the Basic header, is refused
      Given a private client
      When the app asks for authorization with an empty username and credentials in the Basic header
      Then the authorization request is refused
      But the same request with the user's own username is accepted

    @CC-CRED-03
    Scenario: An authorization request with the username whose last character is missing, in the Basic header, is refused
      Given a private client
      When the app asks for authorization with the username whose last character is missing and credentials in the Basic header
      Then the authorization request is refused
      But the same request with the user's own username is accepted

    @CC-CRED-03
    Scenario: An authorization request with the username whose last character differs, in the Basic header, is refused
      Given a private client
      When the app asks for authorization with the username whose last character differs and credentials in the Basic header
      Then the authorization request is refused
      But the same request with the user's own username is accepted

    @CC-CRED-03
    Scenario: An authorization request with the username whose first character differs, in the Basic header, is refused
      Given a private client
      When the app asks for authorization with the username whose first character differs and credentials in the Basic header
      Then the authorization request is refused
      But the same request with the user's own username is accepted

    @CC-CRED-03
    Scenario: An authorization request with the username followed by "x", in the Basic header, is refused
      Given a private client
      When the app asks for authorization with the username followed by "x" and credentials in the Basic header
      Then the authorization request is refused
      But the same request with the user's own username is accepted

    @CC-CRED-03
    Scenario: An authorization request with the username preceded by "x", in the Basic header, is refused
      Given a private client
      When the app asks for authorization with the username preceded by "x" and credentials in the Basic header
      Then the authorization request is refused
      But the same request with the user's own username is accepted

  Rule: The client id of an authorization request

    @CC-OAUTH-06
    Scenario: An authorization request with an unknown client id is refused
      Given a private client
      When the app asks for authorization with an unknown client id
      Then the authorization request is refused
      But the same request with the app's own client id is accepted

    @CC-OAUTH-10
    Scenario: An authorization request with the client id whose last character is missing is refused
      Given a private client
      When the app asks for authorization with the client id whose last character is missing
      Then the authorization request is refused
      But the same request with the app's own client id is accepted

    @CC-OAUTH-10
    Scenario: An authorization request with the client id whose last character differs is refused
      Given a private client
      When the app asks for authorization with the client id whose last character differs
      Then the authorization request is refused
      But the same request with the app's own client id is accepted

    @CC-OAUTH-10
    Scenario: An authorization request with the client id whose first character differs is refused
      Given a private client
      When the app asks for authorization with the client id whose first character differs
      Then the authorization request is refused
      But the same request with the app's own client id is accepted

    @CC-OAUTH-10
    Scenario: An authorization request with the client id followed by "x" is refused
      Given a private client
      When the app asks for authorization with the client id followed by "x"
      Then the authorization request is refused
      But the same request with the app's own client id is accepted

    @CC-OAUTH-10
    Scenario: An authorization request with the client id preceded by "x" is refused
      Given a private client
      When the app asks for authorization with the client id preceded by "x"
      Then the authorization request is refused
      But the same request with the app's own client id is accepted

    @CC-HTTP-20
    Scenario: An authorization request with the client id between blanks is refused
      Given a private client
      When the app asks for authorization with the client id between blanks
      Then the authorization request is refused
      But the same request with the app's own client id is accepted

    @CC-OAUTH-10
    Scenario: An authorization request with the client id in swapped case is refused
      Given a private client
      When the app asks for authorization with the client id in swapped case
      Then the authorization request is refused
      But the same request with the app's own client id is accepted

  Rule: The client id of a token request

    @CC-OAUTH-07
    Scenario: A token request with an unknown client id is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with an unknown client id
      Then the token request is refused
      But the same request with the app's own client id is accepted

    @CC-OAUTH-07
    Scenario: A token request with the parameter "client_id" set to "" is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the parameter "client_id" set to ""
      Then the token request is refused
      But the same request with the app's own client id is accepted

    @CC-OAUTH-07
    Scenario: A token request without the parameter "client_id" is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code without the parameter "client_id"
      Then the token request is refused
      But the same request with the app's own client id is accepted

    @CC-OAUTH-10
    Scenario: A token request with the client id whose last character is missing is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the client id whose last character is missing
      Then the token request is refused
      But the same request with the app's own client id is accepted

    @CC-OAUTH-10
    Scenario: A token request with the client id whose last character differs is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the client id whose last character differs
      Then the token request is refused
      But the same request with the app's own client id is accepted

    @CC-OAUTH-10
    Scenario: A token request with the client id whose first character differs is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the client id whose first character differs
      Then the token request is refused
      But the same request with the app's own client id is accepted

    @CC-OAUTH-10
    Scenario: A token request with the client id followed by "x" is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the client id followed by "x"
      Then the token request is refused
      But the same request with the app's own client id is accepted

    @CC-OAUTH-10
    Scenario: A token request with the client id preceded by "x" is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the client id preceded by "x"
      Then the token request is refused
      But the same request with the app's own client id is accepted

    @CC-HTTP-20
    Scenario: A token request with the client id between blanks is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the client id between blanks
      Then the token request is refused
      But the same request with the app's own client id is accepted

    @CC-OAUTH-10
    Scenario: A token request with the client id in swapped case is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the client id in swapped case
      Then the token request is refused
      But the same request with the app's own client id is accepted

    @CC-SEC-05
    Scenario: A token request with the client id of another app is refused
      Given a private client
      And the app holds an authorization code
      And another private client
      When the app exchanges the code with the client id of another app
      Then the token request is refused
      But the same request with the app's own client id is accepted

    @CC-OAUTH-07
    Scenario: A token request with the client id of an app of another org is refused
      Given a private client
      And the app holds an authorization code
      And a private client of another org
      When the app exchanges the code with the client id of an app of another org
      Then the token request is refused
      But the same request with the app's own client id is accepted

  Rule: The client id of a refresh request

    @CC-REFRESH-20
    Scenario: A refresh request with an unknown client id is refused
      Given a private client
      And the app holds tokens
      When the app refreshes its tokens with an unknown client id
      Then the refresh request is refused
      But the same request with the app's own client id is accepted

    @CC-REFRESH-20
    Scenario: A refresh request with the parameter "client_id" set to "" is refused
      Given a private client
      And the app holds tokens
      When the app refreshes its tokens with the parameter "client_id" set to ""
      Then the refresh request is refused
      But the same request with the app's own client id is accepted

    @CC-REFRESH-20
    Scenario: A refresh request without the parameter "client_id" is refused
      Given a private client
      And the app holds tokens
      When the app refreshes its tokens without the parameter "client_id"
      Then the refresh request is refused
      But the same request with the app's own client id is accepted

    @CC-REFRESH-20
    Scenario: A refresh request with the client id whose last character is missing is refused
      Given a private client
      And the app holds tokens
      When the app refreshes its tokens with the client id whose last character is missing
      Then the refresh request is refused
      But the same request with the app's own client id is accepted

    @CC-REFRESH-20
    Scenario: A refresh request with the client id whose last character differs is refused
      Given a private client
      And the app holds tokens
      When the app refreshes its tokens with the client id whose last character differs
      Then the refresh request is refused
      But the same request with the app's own client id is accepted

    @CC-REFRESH-20
    Scenario: A refresh request with the client id whose first character differs is refused
      Given a private client
      And the app holds tokens
      When the app refreshes its tokens with the client id whose first character differs
      Then the refresh request is refused
      But the same request with the app's own client id is accepted

    @CC-REFRESH-20
    Scenario: A refresh request with the client id followed by "x" is refused
      Given a private client
      And the app holds tokens
      When the app refreshes its tokens with the client id followed by "x"
      Then the refresh request is refused
      But the same request with the app's own client id is accepted

    @CC-REFRESH-20
    Scenario: A refresh request with the client id preceded by "x" is refused
      Given a private client
      And the app holds tokens
      When the app refreshes its tokens with the client id preceded by "x"
      Then the refresh request is refused
      But the same request with the app's own client id is accepted

    @CC-HTTP-20
    Scenario: A refresh request with the client id between blanks is refused
      Given a private client
      And the app holds tokens
      When the app refreshes its tokens with the client id between blanks
      Then the refresh request is refused
      But the same request with the app's own client id is accepted

    @CC-REFRESH-20
    Scenario: A refresh request with the client id in swapped case is refused
      Given a private client
      And the app holds tokens
      When the app refreshes its tokens with the client id in swapped case
      Then the refresh request is refused
      But the same request with the app's own client id is accepted

    @CC-REFRESH-20
    Scenario: A refresh request with the client id of another app is refused
      Given a private client
      And the app holds tokens
      And another private client
      When the app refreshes its tokens with the client id of another app
      Then the refresh request is refused
      But the same request with the app's own client id is accepted

    @CC-REFRESH-20
    Scenario: A refresh request with the client id of an app of another org is refused
      Given a private client
      And the app holds tokens
      And a private client of another org
      When the app refreshes its tokens with the client id of an app of another org
      Then the refresh request is refused
      But the same request with the app's own client id is accepted

  Rule: The client id of an introspection request

    @CC-INTRO-03
    Scenario: An introspection request with an unknown client id is refused
      Given a private client
      And the app holds tokens
      When the app introspects the access token with an unknown client id
      Then the introspection request is refused
      But the same request with the app's own client id is accepted

    @CC-INTRO-03
    Scenario: An introspection request with the parameter "client_id" set to "" is refused
      Given a private client
      And the app holds tokens
      When the app introspects the access token with the parameter "client_id" set to ""
      Then the introspection request is refused
      But the same request with the app's own client id is accepted

    @CC-INTRO-03
    Scenario: An introspection request without the parameter "client_id" is refused
      Given a private client
      And the app holds tokens
      When the app introspects the access token without the parameter "client_id"
      Then the introspection request is refused
      But the same request with the app's own client id is accepted

    @CC-INTRO-03
    Scenario: An introspection request with the client id whose last character is missing is refused
      Given a private client
      And the app holds tokens
      When the app introspects the access token with the client id whose last character is missing
      Then the introspection request is refused
      But the same request with the app's own client id is accepted

    @CC-INTRO-03
    Scenario: An introspection request with the client id whose last character differs is refused
      Given a private client
      And the app holds tokens
      When the app introspects the access token with the client id whose last character differs
      Then the introspection request is refused
      But the same request with the app's own client id is accepted

    @CC-INTRO-03
    Scenario: An introspection request with the client id whose first character differs is refused
      Given a private client
      And the app holds tokens
      When the app introspects the access token with the client id whose first character differs
      Then the introspection request is refused
      But the same request with the app's own client id is accepted

    @CC-INTRO-03
    Scenario: An introspection request with the client id followed by "x" is refused
      Given a private client
      And the app holds tokens
      When the app introspects the access token with the client id followed by "x"
      Then the introspection request is refused
      But the same request with the app's own client id is accepted

    @CC-INTRO-03
    Scenario: An introspection request with the client id preceded by "x" is refused
      Given a private client
      And the app holds tokens
      When the app introspects the access token with the client id preceded by "x"
      Then the introspection request is refused
      But the same request with the app's own client id is accepted

    @CC-HTTP-20
    Scenario: An introspection request with the client id between blanks is refused
      Given a private client
      And the app holds tokens
      When the app introspects the access token with the client id between blanks
      Then the introspection request is refused
      But the same request with the app's own client id is accepted

    @CC-INTRO-03
    Scenario: An introspection request with the client id in swapped case is refused
      Given a private client
      And the app holds tokens
      When the app introspects the access token with the client id in swapped case
      Then the introspection request is refused
      But the same request with the app's own client id is accepted

    @CC-INTRO-03
    Scenario: An introspection request with the client id of another app is refused
      Given a private client
      And the app holds tokens
      And another private client
      When the app introspects the access token with the client id of another app
      Then the introspection request is refused
      But the same request with the app's own client id is accepted

    @CC-INTRO-03
    Scenario: An introspection request with the client id of an app of another org is refused
      Given a private client
      And the app holds tokens
      And a private client of another org
      When the app introspects the access token with the client id of an app of another org
      Then the introspection request is refused
      But the same request with the app's own client id is accepted

  Rule: The client id of a revocation request

    @CC-REVOKE-20
    Scenario: A revocation request with an unknown client id is refused (profile strict)
      Given a private client
      And the app holds tokens
      When the app revokes the refresh token with an unknown client id
      Then the revocation request is refused
      But the same request with the app's own client id is accepted

    @CC-REVOKE-20
    Scenario: A revocation request with the parameter "client_id" set to "" is refused (profile strict)
      Given a private client
      And the app holds tokens
      When the app revokes the refresh token with the parameter "client_id" set to ""
      Then the revocation request is refused
      But the same request with the app's own client id is accepted

    @CC-REVOKE-20
    Scenario: A revocation request without the parameter "client_id" is refused (profile strict)
      Given a private client
      And the app holds tokens
      When the app revokes the refresh token without the parameter "client_id"
      Then the revocation request is refused
      But the same request with the app's own client id is accepted

    @CC-REVOKE-20
    Scenario: A revocation request with the client id whose last character is missing is refused (profile strict)
      Given a private client
      And the app holds tokens
      When the app revokes the refresh token with the client id whose last character is missing
      Then the revocation request is refused
      But the same request with the app's own client id is accepted

    @CC-REVOKE-20
    Scenario: A revocation request with the client id whose last character differs is refused (profile strict)
      Given a private client
      And the app holds tokens
      When the app revokes the refresh token with the client id whose last character differs
      Then the revocation request is refused
      But the same request with the app's own client id is accepted

    @CC-REVOKE-20
    Scenario: A revocation request with the client id whose first character differs is refused (profile strict)
      Given a private client
      And the app holds tokens
      When the app revokes the refresh token with the client id whose first character differs
      Then the revocation request is refused
      But the same request with the app's own client id is accepted

    @CC-REVOKE-20
    Scenario: A revocation request with the client id followed by "x" is refused (profile strict)
      Given a private client
      And the app holds tokens
      When the app revokes the refresh token with the client id followed by "x"
      Then the revocation request is refused
      But the same request with the app's own client id is accepted

    @CC-REVOKE-20
    Scenario: A revocation request with the client id preceded by "x" is refused (profile strict)
      Given a private client
      And the app holds tokens
      When the app revokes the refresh token with the client id preceded by "x"
      Then the revocation request is refused
      But the same request with the app's own client id is accepted

    @CC-REVOKE-20
    Scenario: A revocation request with the client id in swapped case is refused (profile strict)
      Given a private client
      And the app holds tokens
      When the app revokes the refresh token with the client id in swapped case
      Then the revocation request is refused
      But the same request with the app's own client id is accepted

    @CC-REVOKE-20
    Scenario: A revocation request with the client id of another app is refused (profile strict)
      Given a private client
      And the app holds tokens
      And another private client
      When the app revokes the refresh token with the client id of another app
      Then the revocation request is refused
      But the same request with the app's own client id is accepted

    @CC-REVOKE-20
    Scenario: A revocation request with the client id of an app of another org is refused (profile strict)
      Given a private client
      And the app holds tokens
      And a private client of another org
      When the app revokes the refresh token with the client id of an app of another org
      Then the revocation request is refused
      But the same request with the app's own client id is accepted

  Rule: The consumer secret of a token request

    @CC-SEC-04
    Scenario: With the secret required, a token request with a wrong consumer secret is refused
      Given a private client
      And the app has "Require Secret For Web Server Flow" on
      And the app holds an authorization code
      When the app exchanges the code with a wrong consumer secret
      Then the token request is refused
      But the same request with the consumer secret is accepted

    @CC-SEC-04
    Scenario: With the secret required, a token request with an empty consumer secret is refused
      Given a private client
      And the app has "Require Secret For Web Server Flow" on
      And the app holds an authorization code
      When the app exchanges the code with an empty consumer secret
      Then the token request is refused
      But the same request with the consumer secret is accepted

    @CC-SEC-04
    Scenario: With the secret required, a token request with the consumer secret whose last character is missing is refused
      Given a private client
      And the app has "Require Secret For Web Server Flow" on
      And the app holds an authorization code
      When the app exchanges the code with the consumer secret whose last character is missing
      Then the token request is refused
      But the same request with the consumer secret is accepted

    @CC-SEC-04
    Scenario: With the secret required, a token request with the consumer secret whose last character differs is refused
      Given a private client
      And the app has "Require Secret For Web Server Flow" on
      And the app holds an authorization code
      When the app exchanges the code with the consumer secret whose last character differs
      Then the token request is refused
      But the same request with the consumer secret is accepted

    @CC-SEC-04
    Scenario: With the secret required, a token request with the consumer secret whose first character differs is refused
      Given a private client
      And the app has "Require Secret For Web Server Flow" on
      And the app holds an authorization code
      When the app exchanges the code with the consumer secret whose first character differs
      Then the token request is refused
      But the same request with the consumer secret is accepted

    @CC-SEC-04
    Scenario: With the secret required, a token request with the consumer secret followed by "x" is refused
      Given a private client
      And the app has "Require Secret For Web Server Flow" on
      And the app holds an authorization code
      When the app exchanges the code with the consumer secret followed by "x"
      Then the token request is refused
      But the same request with the consumer secret is accepted

    @CC-SEC-04
    Scenario: With the secret required, a token request with the consumer secret preceded by "x" is refused
      Given a private client
      And the app has "Require Secret For Web Server Flow" on
      And the app holds an authorization code
      When the app exchanges the code with the consumer secret preceded by "x"
      Then the token request is refused
      But the same request with the consumer secret is accepted

    @CC-HTTP-20
    Scenario: With the secret required, a token request with the consumer secret between blanks is refused
      Given a private client
      And the app has "Require Secret For Web Server Flow" on
      And the app holds an authorization code
      When the app exchanges the code with the consumer secret between blanks
      Then the token request is refused
      But the same request with the consumer secret is accepted

    @CC-SEC-04
    Scenario: With the secret required, a token request with the consumer secret in swapped case is refused
      Given a private client
      And the app has "Require Secret For Web Server Flow" on
      And the app holds an authorization code
      When the app exchanges the code with the consumer secret in swapped case
      Then the token request is refused
      But the same request with the consumer secret is accepted

    @CC-SEC-05
    Scenario: With the secret required, a token request with the consumer secret of another app is refused
      Given a private client
      And the app has "Require Secret For Web Server Flow" on
      And the app holds an authorization code
      And another private client
      When the app exchanges the code with the consumer secret of another app
      Then the token request is refused
      But the same request with the consumer secret is accepted

    @CC-SEC-05
    Scenario: With the secret required, a token request with the consumer secret of an app of another org is refused
      Given a private client
      And the app has "Require Secret For Web Server Flow" on
      And the app holds an authorization code
      And a private client of another org
      When the app exchanges the code with the consumer secret of an app of another org
      Then the token request is refused
      But the same request with the consumer secret is accepted

  Rule: The consumer secret of a token request, in the Basic header

    @CC-SEC-04
    Scenario: With the secret required, a token request with a wrong consumer secret, in the Basic header, is refused
      Given a private client
      And the app has "Require Secret For Web Server Flow" on
      And the app holds an authorization code
      When the app exchanges the code with a wrong consumer secret and client authentication in the Basic header
      Then the token request is refused
      But the same request with the consumer secret is accepted

    @CC-SEC-04
    Scenario: With the secret required, a token request with an empty consumer secret, in the Basic header, is refused
      Given a private client
      And the app has "Require Secret For Web Server Flow" on
      And the app holds an authorization code
      When the app exchanges the code with an empty consumer secret and client authentication in the Basic header
      Then the token request is refused
      But the same request with the consumer secret is accepted

    @CC-SEC-04
    Scenario: With the secret required, a token request with the consumer secret whose last character is missing, in the Basic header, is refused
      Given a private client
      And the app has "Require Secret For Web Server Flow" on
      And the app holds an authorization code
      When the app exchanges the code with the consumer secret whose last character is missing and client authentication in the Basic header
      Then the token request is refused
      But the same request with the consumer secret is accepted

    @CC-SEC-04
    Scenario: With the secret required, a token request with the consumer secret whose last character differs, in the Basic header, is refused
      Given a private client
      And the app has "Require Secret For Web Server Flow" on
      And the app holds an authorization code
      When the app exchanges the code with the consumer secret whose last character differs and client authentication in the Basic header
      Then the token request is refused
      But the same request with the consumer secret is accepted

    @CC-SEC-04
    Scenario: With the secret required, a token request with the consumer secret whose first character differs, in the Basic header, is refused
      Given a private client
      And the app has "Require Secret For Web Server Flow" on
      And the app holds an authorization code
      When the app exchanges the code with the consumer secret whose first character differs and client authentication in the Basic header
      Then the token request is refused
      But the same request with the consumer secret is accepted

    @CC-SEC-04
    Scenario: With the secret required, a token request with the consumer secret followed by "x", in the Basic header, is refused
      Given a private client
      And the app has "Require Secret For Web Server Flow" on
      And the app holds an authorization code
      When the app exchanges the code with the consumer secret followed by "x" and client authentication in the Basic header
      Then the token request is refused
      But the same request with the consumer secret is accepted

    @CC-SEC-04
    Scenario: With the secret required, a token request with the consumer secret preceded by "x", in the Basic header, is refused
      Given a private client
      And the app has "Require Secret For Web Server Flow" on
      And the app holds an authorization code
      When the app exchanges the code with the consumer secret preceded by "x" and client authentication in the Basic header
      Then the token request is refused
      But the same request with the consumer secret is accepted

    @CC-HTTP-20
    Scenario: With the secret required, a token request with the consumer secret between blanks, in the Basic header, is refused
      Given a private client
      And the app has "Require Secret For Web Server Flow" on
      And the app holds an authorization code
      When the app exchanges the code with the consumer secret between blanks and client authentication in the Basic header
      Then the token request is refused
      But the same request with the consumer secret is accepted

    @CC-SEC-04
    Scenario: With the secret required, a token request with the consumer secret in swapped case, in the Basic header, is refused
      Given a private client
      And the app has "Require Secret For Web Server Flow" on
      And the app holds an authorization code
      When the app exchanges the code with the consumer secret in swapped case and client authentication in the Basic header
      Then the token request is refused
      But the same request with the consumer secret is accepted

    @CC-SEC-05
    Scenario: With the secret required, a token request with the consumer secret of another app, in the Basic header, is refused
      Given a private client
      And the app has "Require Secret For Web Server Flow" on
      And the app holds an authorization code
      And another private client
      When the app exchanges the code with the consumer secret of another app and client authentication in the Basic header
      Then the token request is refused
      But the same request with the consumer secret is accepted

    @CC-SEC-05
    Scenario: With the secret required, a token request with the consumer secret of an app of another org, in the Basic header, is refused
      Given a private client
      And the app has "Require Secret For Web Server Flow" on
      And the app holds an authorization code
      And a private client of another org
      When the app exchanges the code with the consumer secret of an app of another org and client authentication in the Basic header
      Then the token request is refused
      But the same request with the consumer secret is accepted

  Rule: The consumer secret of a token request that needs none

    @CC-SEC-09
    Scenario: With the secret not required, a token request with a wrong consumer secret is refused
      Given a private client
      And the app has "Require Secret For Web Server Flow" off
      And the app holds an authorization code
      When the app exchanges the code with a wrong consumer secret
      Then the token request is refused
      But the same request without the consumer secret is accepted

    @CC-SEC-09
    Scenario: With the secret not required, a token request with the consumer secret whose last character is missing is refused
      Given a private client
      And the app has "Require Secret For Web Server Flow" off
      And the app holds an authorization code
      When the app exchanges the code with the consumer secret whose last character is missing
      Then the token request is refused
      But the same request without the consumer secret is accepted

    @CC-SEC-09
    Scenario: With the secret not required, a token request with the consumer secret whose last character differs is refused
      Given a private client
      And the app has "Require Secret For Web Server Flow" off
      And the app holds an authorization code
      When the app exchanges the code with the consumer secret whose last character differs
      Then the token request is refused
      But the same request without the consumer secret is accepted

    @CC-SEC-09
    Scenario: With the secret not required, a token request with the consumer secret whose first character differs is refused
      Given a private client
      And the app has "Require Secret For Web Server Flow" off
      And the app holds an authorization code
      When the app exchanges the code with the consumer secret whose first character differs
      Then the token request is refused
      But the same request without the consumer secret is accepted

    @CC-SEC-09
    Scenario: With the secret not required, a token request with the consumer secret followed by "x" is refused
      Given a private client
      And the app has "Require Secret For Web Server Flow" off
      And the app holds an authorization code
      When the app exchanges the code with the consumer secret followed by "x"
      Then the token request is refused
      But the same request without the consumer secret is accepted

    @CC-SEC-09
    Scenario: With the secret not required, a token request with the consumer secret preceded by "x" is refused
      Given a private client
      And the app has "Require Secret For Web Server Flow" off
      And the app holds an authorization code
      When the app exchanges the code with the consumer secret preceded by "x"
      Then the token request is refused
      But the same request without the consumer secret is accepted

    @CC-HTTP-20
    Scenario: With the secret not required, a token request with the consumer secret between blanks is refused
      Given a private client
      And the app has "Require Secret For Web Server Flow" off
      And the app holds an authorization code
      When the app exchanges the code with the consumer secret between blanks
      Then the token request is refused
      But the same request without the consumer secret is accepted

    @CC-SEC-09
    Scenario: With the secret not required, a token request with the consumer secret in swapped case is refused
      Given a private client
      And the app has "Require Secret For Web Server Flow" off
      And the app holds an authorization code
      When the app exchanges the code with the consumer secret in swapped case
      Then the token request is refused
      But the same request without the consumer secret is accepted

    @CC-SEC-09
    Scenario: With the secret not required, a token request with the consumer secret of another app is refused
      Given a private client
      And the app has "Require Secret For Web Server Flow" off
      And the app holds an authorization code
      And another private client
      When the app exchanges the code with the consumer secret of another app
      Then the token request is refused
      But the same request without the consumer secret is accepted

    @CC-SEC-09
    Scenario: With the secret not required, a token request with the consumer secret of an app of another org is refused
      Given a private client
      And the app has "Require Secret For Web Server Flow" off
      And the app holds an authorization code
      And a private client of another org
      When the app exchanges the code with the consumer secret of an app of another org
      Then the token request is refused
      But the same request without the consumer secret is accepted

  Rule: The consumer secret of a refresh request

    @CC-RSEC-03
    Scenario: With the secret required, a refresh request with a wrong consumer secret is refused
      Given a private client
      And the app has "Require Secret for Refresh Token Flow" on
      And the app holds tokens
      When the app refreshes its tokens with a wrong consumer secret
      Then the refresh request is refused
      But the same request with the consumer secret is accepted

    @CC-RSEC-03
    Scenario: With the secret required, a refresh request with an empty consumer secret is refused
      Given a private client
      And the app has "Require Secret for Refresh Token Flow" on
      And the app holds tokens
      When the app refreshes its tokens with an empty consumer secret
      Then the refresh request is refused
      But the same request with the consumer secret is accepted

    @CC-RSEC-03
    Scenario: With the secret required, a refresh request with the consumer secret whose last character is missing is refused
      Given a private client
      And the app has "Require Secret for Refresh Token Flow" on
      And the app holds tokens
      When the app refreshes its tokens with the consumer secret whose last character is missing
      Then the refresh request is refused
      But the same request with the consumer secret is accepted

    @CC-RSEC-03
    Scenario: With the secret required, a refresh request with the consumer secret whose last character differs is refused
      Given a private client
      And the app has "Require Secret for Refresh Token Flow" on
      And the app holds tokens
      When the app refreshes its tokens with the consumer secret whose last character differs
      Then the refresh request is refused
      But the same request with the consumer secret is accepted

    @CC-RSEC-03
    Scenario: With the secret required, a refresh request with the consumer secret whose first character differs is refused
      Given a private client
      And the app has "Require Secret for Refresh Token Flow" on
      And the app holds tokens
      When the app refreshes its tokens with the consumer secret whose first character differs
      Then the refresh request is refused
      But the same request with the consumer secret is accepted

    @CC-RSEC-03
    Scenario: With the secret required, a refresh request with the consumer secret followed by "x" is refused
      Given a private client
      And the app has "Require Secret for Refresh Token Flow" on
      And the app holds tokens
      When the app refreshes its tokens with the consumer secret followed by "x"
      Then the refresh request is refused
      But the same request with the consumer secret is accepted

    @CC-RSEC-03
    Scenario: With the secret required, a refresh request with the consumer secret preceded by "x" is refused
      Given a private client
      And the app has "Require Secret for Refresh Token Flow" on
      And the app holds tokens
      When the app refreshes its tokens with the consumer secret preceded by "x"
      Then the refresh request is refused
      But the same request with the consumer secret is accepted

    @CC-HTTP-20
    Scenario: With the secret required, a refresh request with the consumer secret between blanks is refused
      Given a private client
      And the app has "Require Secret for Refresh Token Flow" on
      And the app holds tokens
      When the app refreshes its tokens with the consumer secret between blanks
      Then the refresh request is refused
      But the same request with the consumer secret is accepted

    @CC-RSEC-03
    Scenario: With the secret required, a refresh request with the consumer secret in swapped case is refused
      Given a private client
      And the app has "Require Secret for Refresh Token Flow" on
      And the app holds tokens
      When the app refreshes its tokens with the consumer secret in swapped case
      Then the refresh request is refused
      But the same request with the consumer secret is accepted

    @CC-RSEC-04
    Scenario: With the secret required, a refresh request with the consumer secret of another app is refused
      Given a private client
      And the app has "Require Secret for Refresh Token Flow" on
      And the app holds tokens
      And another private client
      When the app refreshes its tokens with the consumer secret of another app
      Then the refresh request is refused
      But the same request with the consumer secret is accepted

    @CC-RSEC-04
    Scenario: With the secret required, a refresh request with the consumer secret of an app of another org is refused
      Given a private client
      And the app has "Require Secret for Refresh Token Flow" on
      And the app holds tokens
      And a private client of another org
      When the app refreshes its tokens with the consumer secret of an app of another org
      Then the refresh request is refused
      But the same request with the consumer secret is accepted

  Rule: The consumer secret of a refresh request that needs none

    @CC-RSEC-06
    Scenario: With the secret not required, a refresh request with a wrong consumer secret is refused
      Given a private client
      And the app has "Require Secret for Refresh Token Flow" off
      And the app holds tokens
      When the app refreshes its tokens with a wrong consumer secret
      Then the refresh request is refused
      But the same request without the consumer secret is accepted

    @CC-RSEC-06
    Scenario: With the secret not required, a refresh request with the consumer secret whose last character is missing is refused
      Given a private client
      And the app has "Require Secret for Refresh Token Flow" off
      And the app holds tokens
      When the app refreshes its tokens with the consumer secret whose last character is missing
      Then the refresh request is refused
      But the same request without the consumer secret is accepted

    @CC-RSEC-06
    Scenario: With the secret not required, a refresh request with the consumer secret whose last character differs is refused
      Given a private client
      And the app has "Require Secret for Refresh Token Flow" off
      And the app holds tokens
      When the app refreshes its tokens with the consumer secret whose last character differs
      Then the refresh request is refused
      But the same request without the consumer secret is accepted

    @CC-RSEC-06
    Scenario: With the secret not required, a refresh request with the consumer secret whose first character differs is refused
      Given a private client
      And the app has "Require Secret for Refresh Token Flow" off
      And the app holds tokens
      When the app refreshes its tokens with the consumer secret whose first character differs
      Then the refresh request is refused
      But the same request without the consumer secret is accepted

    @CC-RSEC-06
    Scenario: With the secret not required, a refresh request with the consumer secret followed by "x" is refused
      Given a private client
      And the app has "Require Secret for Refresh Token Flow" off
      And the app holds tokens
      When the app refreshes its tokens with the consumer secret followed by "x"
      Then the refresh request is refused
      But the same request without the consumer secret is accepted

    @CC-RSEC-06
    Scenario: With the secret not required, a refresh request with the consumer secret preceded by "x" is refused
      Given a private client
      And the app has "Require Secret for Refresh Token Flow" off
      And the app holds tokens
      When the app refreshes its tokens with the consumer secret preceded by "x"
      Then the refresh request is refused
      But the same request without the consumer secret is accepted

    @CC-HTTP-20
    Scenario: With the secret not required, a refresh request with the consumer secret between blanks is refused
      Given a private client
      And the app has "Require Secret for Refresh Token Flow" off
      And the app holds tokens
      When the app refreshes its tokens with the consumer secret between blanks
      Then the refresh request is refused
      But the same request without the consumer secret is accepted

    @CC-RSEC-06
    Scenario: With the secret not required, a refresh request with the consumer secret in swapped case is refused
      Given a private client
      And the app has "Require Secret for Refresh Token Flow" off
      And the app holds tokens
      When the app refreshes its tokens with the consumer secret in swapped case
      Then the refresh request is refused
      But the same request without the consumer secret is accepted

    @CC-RSEC-06
    Scenario: With the secret not required, a refresh request with the consumer secret of another app is refused
      Given a private client
      And the app has "Require Secret for Refresh Token Flow" off
      And the app holds tokens
      And another private client
      When the app refreshes its tokens with the consumer secret of another app
      Then the refresh request is refused
      But the same request without the consumer secret is accepted

    @CC-RSEC-06
    Scenario: With the secret not required, a refresh request with the consumer secret of an app of another org is refused
      Given a private client
      And the app has "Require Secret for Refresh Token Flow" off
      And the app holds tokens
      And a private client of another org
      When the app refreshes its tokens with the consumer secret of an app of another org
      Then the refresh request is refused
      But the same request without the consumer secret is accepted

  Rule: The consumer secret of an introspection request

    @CC-INTRO-03
    Scenario: An introspection request with a wrong consumer secret is refused
      Given a private client
      And the app holds tokens
      When the app introspects the access token with a wrong consumer secret
      Then the introspection request is refused
      But the same request with the consumer secret is accepted

    @CC-INTRO-03
    Scenario: An introspection request with an empty consumer secret is refused
      Given a private client
      And the app holds tokens
      When the app introspects the access token with an empty consumer secret
      Then the introspection request is refused
      But the same request with the consumer secret is accepted

    @CC-INTRO-03
    Scenario: An introspection request without the consumer secret is refused
      Given a private client
      And the app holds tokens
      When the app introspects the access token without the consumer secret
      Then the introspection request is refused
      But the same request with the consumer secret is accepted

    @CC-INTRO-03
    Scenario: An introspection request with the consumer secret whose last character is missing is refused
      Given a private client
      And the app holds tokens
      When the app introspects the access token with the consumer secret whose last character is missing
      Then the introspection request is refused
      But the same request with the consumer secret is accepted

    @CC-INTRO-03
    Scenario: An introspection request with the consumer secret whose last character differs is refused
      Given a private client
      And the app holds tokens
      When the app introspects the access token with the consumer secret whose last character differs
      Then the introspection request is refused
      But the same request with the consumer secret is accepted

    @CC-INTRO-03
    Scenario: An introspection request with the consumer secret whose first character differs is refused
      Given a private client
      And the app holds tokens
      When the app introspects the access token with the consumer secret whose first character differs
      Then the introspection request is refused
      But the same request with the consumer secret is accepted

    @CC-INTRO-03
    Scenario: An introspection request with the consumer secret followed by "x" is refused
      Given a private client
      And the app holds tokens
      When the app introspects the access token with the consumer secret followed by "x"
      Then the introspection request is refused
      But the same request with the consumer secret is accepted

    @CC-INTRO-03
    Scenario: An introspection request with the consumer secret preceded by "x" is refused
      Given a private client
      And the app holds tokens
      When the app introspects the access token with the consumer secret preceded by "x"
      Then the introspection request is refused
      But the same request with the consumer secret is accepted

    @CC-HTTP-20
    Scenario: An introspection request with the consumer secret between blanks is refused
      Given a private client
      And the app holds tokens
      When the app introspects the access token with the consumer secret between blanks
      Then the introspection request is refused
      But the same request with the consumer secret is accepted

    @CC-INTRO-03
    Scenario: An introspection request with the consumer secret in swapped case is refused
      Given a private client
      And the app holds tokens
      When the app introspects the access token with the consumer secret in swapped case
      Then the introspection request is refused
      But the same request with the consumer secret is accepted

    @CC-INTRO-03
    Scenario: An introspection request with the consumer secret of another app is refused
      Given a private client
      And the app holds tokens
      And another private client
      When the app introspects the access token with the consumer secret of another app
      Then the introspection request is refused
      But the same request with the consumer secret is accepted

    @CC-INTRO-03
    Scenario: An introspection request with the consumer secret of an app of another org is refused
      Given a private client
      And the app holds tokens
      And a private client of another org
      When the app introspects the access token with the consumer secret of an app of another org
      Then the introspection request is refused
      But the same request with the consumer secret is accepted

  Rule: The consumer secret of a revocation request

    @CC-REVOKE-20
    Scenario: A revocation request with a wrong consumer secret is refused (profile strict)
      Given a private client
      And the app holds tokens
      When the app revokes the refresh token with a wrong consumer secret
      Then the revocation request is refused
      But the same request with the consumer secret is accepted

    @CC-REVOKE-20
    Scenario: A revocation request with an empty consumer secret is refused (profile strict)
      Given a private client
      And the app holds tokens
      When the app revokes the refresh token with an empty consumer secret
      Then the revocation request is refused
      But the same request with the consumer secret is accepted

    @CC-REVOKE-20
    Scenario: A revocation request without the consumer secret is refused (profile strict)
      Given a private client
      And the app holds tokens
      When the app revokes the refresh token without the consumer secret
      Then the revocation request is refused
      But the same request with the consumer secret is accepted

    @CC-REVOKE-20
    Scenario: A revocation request with the consumer secret whose last character is missing is refused (profile strict)
      Given a private client
      And the app holds tokens
      When the app revokes the refresh token with the consumer secret whose last character is missing
      Then the revocation request is refused
      But the same request with the consumer secret is accepted

    @CC-REVOKE-20
    Scenario: A revocation request with the consumer secret whose last character differs is refused (profile strict)
      Given a private client
      And the app holds tokens
      When the app revokes the refresh token with the consumer secret whose last character differs
      Then the revocation request is refused
      But the same request with the consumer secret is accepted

    @CC-REVOKE-20
    Scenario: A revocation request with the consumer secret whose first character differs is refused (profile strict)
      Given a private client
      And the app holds tokens
      When the app revokes the refresh token with the consumer secret whose first character differs
      Then the revocation request is refused
      But the same request with the consumer secret is accepted

    @CC-REVOKE-20
    Scenario: A revocation request with the consumer secret followed by "x" is refused (profile strict)
      Given a private client
      And the app holds tokens
      When the app revokes the refresh token with the consumer secret followed by "x"
      Then the revocation request is refused
      But the same request with the consumer secret is accepted

    @CC-REVOKE-20
    Scenario: A revocation request with the consumer secret preceded by "x" is refused (profile strict)
      Given a private client
      And the app holds tokens
      When the app revokes the refresh token with the consumer secret preceded by "x"
      Then the revocation request is refused
      But the same request with the consumer secret is accepted

    @CC-REVOKE-20
    Scenario: A revocation request with the consumer secret in swapped case is refused (profile strict)
      Given a private client
      And the app holds tokens
      When the app revokes the refresh token with the consumer secret in swapped case
      Then the revocation request is refused
      But the same request with the consumer secret is accepted

    @CC-REVOKE-20
    Scenario: A revocation request with the consumer secret of another app is refused (profile strict)
      Given a private client
      And the app holds tokens
      And another private client
      When the app revokes the refresh token with the consumer secret of another app
      Then the revocation request is refused
      But the same request with the consumer secret is accepted

    @CC-REVOKE-20
    Scenario: A revocation request with the consumer secret of an app of another org is refused (profile strict)
      Given a private client
      And the app holds tokens
      And a private client of another org
      When the app revokes the refresh token with the consumer secret of an app of another org
      Then the revocation request is refused
      But the same request with the consumer secret is accepted

  Rule: The code

    @CC-CODE-06
    Scenario: A token request with a made-up code is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with a made-up code
      Then the token request is refused
      But the same request with the code is accepted

    @CC-CODE-06
    Scenario: A token request with the parameter "code" set to "" is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the parameter "code" set to ""
      Then the token request is refused
      But the same request with the code is accepted

    @CC-CODE-06
    Scenario: A token request without the parameter "code" is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code without the parameter "code"
      Then the token request is refused
      But the same request with the code is accepted

    @CC-CODE-06
    Scenario: A token request with the code whose last character is missing is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the code whose last character is missing
      Then the token request is refused
      But the same request with the code is accepted

    @CC-CODE-06
    Scenario: A token request with the code whose last character differs is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the code whose last character differs
      Then the token request is refused
      But the same request with the code is accepted

    @CC-CODE-06
    Scenario: A token request with the code whose first character differs is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the code whose first character differs
      Then the token request is refused
      But the same request with the code is accepted

    @CC-CODE-06
    Scenario: A token request with the code followed by "x" is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the code followed by "x"
      Then the token request is refused
      But the same request with the code is accepted

    @CC-CODE-06
    Scenario: A token request with the code preceded by "x" is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the code preceded by "x"
      Then the token request is refused
      But the same request with the code is accepted

    @CC-HTTP-20
    Scenario: A token request with the code between blanks is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the code between blanks
      Then the token request is refused
      But the same request with the code is accepted

    @CC-CODE-06
    Scenario: A token request with the code in swapped case is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the code in swapped case
      Then the token request is refused
      But the same request with the code is accepted

  Rule: The refresh token

    @CC-REFRESH-03
    Scenario: A refresh request with a made-up refresh token is refused
      Given a private client
      And the app holds tokens
      When the app refreshes its tokens with a made-up refresh token
      Then the refresh request is refused
      But the same request with the refresh token is accepted

    @CC-REFRESH-03
    Scenario: A refresh request with the parameter "refresh_token" set to "" is refused
      Given a private client
      And the app holds tokens
      When the app refreshes its tokens with the parameter "refresh_token" set to ""
      Then the refresh request is refused
      But the same request with the refresh token is accepted

    @CC-REFRESH-03
    Scenario: A refresh request without the parameter "refresh_token" is refused
      Given a private client
      And the app holds tokens
      When the app refreshes its tokens without the parameter "refresh_token"
      Then the refresh request is refused
      But the same request with the refresh token is accepted

    @CC-REFRESH-03
    Scenario: A refresh request with the refresh token whose last character is missing is refused
      Given a private client
      And the app holds tokens
      When the app refreshes its tokens with the refresh token whose last character is missing
      Then the refresh request is refused
      But the same request with the refresh token is accepted

    @CC-REFRESH-03
    Scenario: A refresh request with the refresh token whose last character differs is refused
      Given a private client
      And the app holds tokens
      When the app refreshes its tokens with the refresh token whose last character differs
      Then the refresh request is refused
      But the same request with the refresh token is accepted

    @CC-REFRESH-03
    Scenario: A refresh request with the refresh token whose first character differs is refused
      Given a private client
      And the app holds tokens
      When the app refreshes its tokens with the refresh token whose first character differs
      Then the refresh request is refused
      But the same request with the refresh token is accepted

    @CC-REFRESH-03
    Scenario: A refresh request with the refresh token followed by "x" is refused
      Given a private client
      And the app holds tokens
      When the app refreshes its tokens with the refresh token followed by "x"
      Then the refresh request is refused
      But the same request with the refresh token is accepted

    @CC-REFRESH-03
    Scenario: A refresh request with the refresh token preceded by "x" is refused
      Given a private client
      And the app holds tokens
      When the app refreshes its tokens with the refresh token preceded by "x"
      Then the refresh request is refused
      But the same request with the refresh token is accepted

    @CC-HTTP-20
    Scenario: A refresh request with the refresh token between blanks is refused
      Given a private client
      And the app holds tokens
      When the app refreshes its tokens with the refresh token between blanks
      Then the refresh request is refused
      But the same request with the refresh token is accepted

    @CC-REFRESH-03
    Scenario: A refresh request with the refresh token in swapped case is refused
      Given a private client
      And the app holds tokens
      When the app refreshes its tokens with the refresh token in swapped case
      Then the refresh request is refused
      But the same request with the refresh token is accepted

  Rule: The access token of a userinfo request

    @CC-USERINFO-03
    Scenario: A UserInfo request with a made-up token is refused
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      When the app asks for the user's information with a made-up token
      Then the userinfo request is refused
      But the same request with the access token is accepted

    @CC-USERINFO-03
    Scenario: A UserInfo request without an access token is refused
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      When the app asks for the user's information without an access token
      Then the userinfo request is refused
      But the same request with the access token is accepted

    @CC-USERINFO-03
    Scenario: A UserInfo request with the access token whose last character is missing is refused
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      When the app asks for the user's information with the access token whose last character is missing
      Then the userinfo request is refused
      But the same request with the access token is accepted

    @CC-USERINFO-03
    Scenario: A UserInfo request with the access token whose last character differs is refused
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      When the app asks for the user's information with the access token whose last character differs
      Then the userinfo request is refused
      But the same request with the access token is accepted

    @CC-USERINFO-03
    Scenario: A UserInfo request with the access token whose first character differs is refused
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      When the app asks for the user's information with the access token whose first character differs
      Then the userinfo request is refused
      But the same request with the access token is accepted

    @CC-USERINFO-03
    Scenario: A UserInfo request with the access token followed by "x" is refused
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      When the app asks for the user's information with the access token followed by "x"
      Then the userinfo request is refused
      But the same request with the access token is accepted

    @CC-USERINFO-03
    Scenario: A UserInfo request with the access token preceded by "x" is refused
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      When the app asks for the user's information with the access token preceded by "x"
      Then the userinfo request is refused
      But the same request with the access token is accepted

    @CC-USERINFO-03
    Scenario: A UserInfo request with the access token in swapped case is refused
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      When the app asks for the user's information with the access token in swapped case
      Then the userinfo request is refused
      But the same request with the access token is accepted

  Rule: The access token of a userinfo request, a JWT

    @CC-USERINFO-03
    Scenario: With access tokens that are JWTs, a UserInfo request with a made-up token is refused
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app has "Issue JSON Web Token (JWT)-based access tokens for named users" on
      And the app holds tokens
      When the app asks for the user's information with a made-up token
      Then the userinfo request is refused
      But the same request with the access token is accepted

    @CC-USERINFO-03
    Scenario: With access tokens that are JWTs, a UserInfo request without an access token is refused
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app has "Issue JSON Web Token (JWT)-based access tokens for named users" on
      And the app holds tokens
      When the app asks for the user's information without an access token
      Then the userinfo request is refused
      But the same request with the access token is accepted

    @CC-USERINFO-03
    Scenario: With access tokens that are JWTs, a UserInfo request with the access token whose last character is missing is refused
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app has "Issue JSON Web Token (JWT)-based access tokens for named users" on
      And the app holds tokens
      When the app asks for the user's information with the access token whose last character is missing
      Then the userinfo request is refused
      But the same request with the access token is accepted

    @CC-USERINFO-03
    Scenario: With access tokens that are JWTs, a UserInfo request with the access token whose last character differs is refused
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app has "Issue JSON Web Token (JWT)-based access tokens for named users" on
      And the app holds tokens
      When the app asks for the user's information with the access token whose last character differs
      Then the userinfo request is refused
      But the same request with the access token is accepted

    @CC-USERINFO-03
    Scenario: With access tokens that are JWTs, a UserInfo request with the access token whose first character differs is refused
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app has "Issue JSON Web Token (JWT)-based access tokens for named users" on
      And the app holds tokens
      When the app asks for the user's information with the access token whose first character differs
      Then the userinfo request is refused
      But the same request with the access token is accepted

    @CC-USERINFO-03
    Scenario: With access tokens that are JWTs, a UserInfo request with the access token followed by "x" is refused
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app has "Issue JSON Web Token (JWT)-based access tokens for named users" on
      And the app holds tokens
      When the app asks for the user's information with the access token followed by "x"
      Then the userinfo request is refused
      But the same request with the access token is accepted

    @CC-USERINFO-03
    Scenario: With access tokens that are JWTs, a UserInfo request with the access token preceded by "x" is refused
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app has "Issue JSON Web Token (JWT)-based access tokens for named users" on
      And the app holds tokens
      When the app asks for the user's information with the access token preceded by "x"
      Then the userinfo request is refused
      But the same request with the access token is accepted

    @CC-USERINFO-03
    Scenario: With access tokens that are JWTs, a UserInfo request with the access token in swapped case is refused
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app has "Issue JSON Web Token (JWT)-based access tokens for named users" on
      And the app holds tokens
      When the app asks for the user's information with the access token in swapped case
      Then the userinfo request is refused
      But the same request with the access token is accepted

    @CC-ISO-07
    Scenario: An access token of the org that is a JWT is refused at another org
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app has "Issue JSON Web Token (JWT)-based access tokens for named users" on
      And the app holds tokens
      And a private client of another org
      And an app of another org has "Selected OAuth Scopes" set to "api openid refresh_token"
      And an app of another org has "Issue JSON Web Token (JWT)-based access tokens for named users" on
      When an app of another org asks for the user's information
      Then the userinfo request is refused
      But the same request with tokens of its own is accepted

  Rule: The access token that is introspected

    @CC-INTRO-02
    Scenario: Introspected with a made-up token, the token is reported as inactive
      Given a private client
      And the app holds tokens
      When the app introspects the access token with a made-up token
      Then the introspection request is accepted
      And the token is reported as inactive
      But the same request with the access token is accepted
      And the token is reported as active

    @CC-INTRO-02
    Scenario: Introspected with the access token whose last character is missing, the token is reported as inactive
      Given a private client
      And the app holds tokens
      When the app introspects the access token with the access token whose last character is missing
      Then the introspection request is accepted
      And the token is reported as inactive
      But the same request with the access token is accepted
      And the token is reported as active

    @CC-INTRO-02
    Scenario: Introspected with the access token whose last character differs, the token is reported as inactive
      Given a private client
      And the app holds tokens
      When the app introspects the access token with the access token whose last character differs
      Then the introspection request is accepted
      And the token is reported as inactive
      But the same request with the access token is accepted
      And the token is reported as active

    @CC-INTRO-02
    Scenario: Introspected with the access token whose first character differs, the token is reported as inactive
      Given a private client
      And the app holds tokens
      When the app introspects the access token with the access token whose first character differs
      Then the introspection request is accepted
      And the token is reported as inactive
      But the same request with the access token is accepted
      And the token is reported as active

    @CC-INTRO-02
    Scenario: Introspected with the access token followed by "x", the token is reported as inactive
      Given a private client
      And the app holds tokens
      When the app introspects the access token with the access token followed by "x"
      Then the introspection request is accepted
      And the token is reported as inactive
      But the same request with the access token is accepted
      And the token is reported as active

    @CC-INTRO-02
    Scenario: Introspected with the access token preceded by "x", the token is reported as inactive
      Given a private client
      And the app holds tokens
      When the app introspects the access token with the access token preceded by "x"
      Then the introspection request is accepted
      And the token is reported as inactive
      But the same request with the access token is accepted
      And the token is reported as active

    @CC-INTRO-02
    Scenario: Introspected with the access token in swapped case, the token is reported as inactive
      Given a private client
      And the app holds tokens
      When the app introspects the access token with the access token in swapped case
      Then the introspection request is accepted
      And the token is reported as inactive
      But the same request with the access token is accepted
      And the token is reported as active

    @CC-ISO-08
    Scenario: An access token of the org is not reported as active at another org
      Given a private client
      And the app holds tokens
      And a private client of another org
      When an app of another org introspects the access token
      Then the token is not reported as active
      But the same request with tokens of its own is accepted
      And the token is reported as active

  Rule: The callback URL of an authorization request

    @CC-CALL-07
    Scenario: An authorization request with the callback URL whose last character is missing is refused
      Given a private client
      When the app asks for authorization with the callback URL whose last character is missing
      Then the authorization request is refused
      But the same request with the registered callback URL is accepted

    @CC-CALL-07
    Scenario: An authorization request with the callback URL whose last character differs is refused
      Given a private client
      When the app asks for authorization with the callback URL whose last character differs
      Then the authorization request is refused
      But the same request with the registered callback URL is accepted

    @CC-CALL-07
    Scenario: An authorization request with the callback URL followed by "x" is refused
      Given a private client
      When the app asks for authorization with the callback URL followed by "x"
      Then the authorization request is refused
      But the same request with the registered callback URL is accepted

    @CC-CALL-04
    Scenario: An authorization request with the callback URL between blanks is refused
      Given a private client
      When the app asks for authorization with the callback URL between blanks
      Then the authorization request is refused
      But the same request with the registered callback URL is accepted

    @CC-CALL-06
    Scenario: An authorization request with the callback URL in swapped case is refused
      Given a private client
      When the app asks for authorization with the callback URL in swapped case
      Then the authorization request is refused
      But the same request with the registered callback URL is accepted

  Rule: Where an authorization request is redirected to

    @CC-CALL-05
    Scenario: An authorization request with the callback URL whose last character is missing is not redirected to it
      Given a private client
      And the app asks for authorization with the callback URL whose last character is missing
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL is accepted

    @CC-CALL-05
    Scenario: An authorization request with the callback URL whose last character differs is not redirected to it
      Given a private client
      And the app asks for authorization with the callback URL whose last character differs
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL is accepted

    @CC-CALL-05
    Scenario: An authorization request with the callback URL followed by "x" is not redirected to it
      Given a private client
      And the app asks for authorization with the callback URL followed by "x"
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL is accepted

    @CC-CALL-05
    Scenario: An authorization request with the callback URL between blanks is not redirected to it
      Given a private client
      And the app asks for authorization with the callback URL between blanks
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL is accepted

    @CC-CALL-05
    Scenario: An authorization request with the callback URL in swapped case is not redirected to it
      Given a private client
      And the app asks for authorization with the callback URL in swapped case
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL is accepted

  Rule: The callback URL of a token request

    @CC-CODE-05
    Scenario: A token request with the callback URL "" is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the callback URL ""
      Then the token request is refused
      But the same request with the registered callback URL is accepted

    @CC-CODE-05
    Scenario: A token request without the parameter "redirect_uri" is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code without the parameter "redirect_uri"
      Then the token request is refused
      But the same request with the registered callback URL is accepted

    @CC-CODE-04
    Scenario: A token request with the callback URL whose last character is missing is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the callback URL whose last character is missing
      Then the token request is refused
      But the same request with the registered callback URL is accepted

    @CC-CODE-04
    Scenario: A token request with the callback URL whose last character differs is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the callback URL whose last character differs
      Then the token request is refused
      But the same request with the registered callback URL is accepted

    @CC-CODE-04
    Scenario: A token request with the callback URL whose first character differs is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the callback URL whose first character differs
      Then the token request is refused
      But the same request with the registered callback URL is accepted

    @CC-CODE-04
    Scenario: A token request with the callback URL followed by "x" is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the callback URL followed by "x"
      Then the token request is refused
      But the same request with the registered callback URL is accepted

    @CC-CODE-04
    Scenario: A token request with the callback URL preceded by "x" is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the callback URL preceded by "x"
      Then the token request is refused
      But the same request with the registered callback URL is accepted

    @CC-HTTP-20
    Scenario: A token request with the callback URL between blanks is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the callback URL between blanks
      Then the token request is refused
      But the same request with the registered callback URL is accepted

    @CC-CODE-04
    Scenario: A token request with the callback URL in swapped case is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the callback URL in swapped case
      Then the token request is refused
      But the same request with the registered callback URL is accepted

  Rule: The code verifier

    @CC-PKCE-06
    Scenario: A token request with a wrong code verifier is refused
      Given a private client
      And the app has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" on
      And the app holds an authorization code with a code challenge
      When the app exchanges the code with a wrong code verifier
      Then the token request is refused
      But the same request with the right code verifier is accepted

    @CC-PKCE-07
    Scenario: A token request with the parameter "code_verifier" set to "" is refused
      Given a private client
      And the app has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" on
      And the app holds an authorization code with a code challenge
      When the app exchanges the code with the parameter "code_verifier" set to ""
      Then the token request is refused
      But the same request with the right code verifier is accepted

    @CC-PKCE-07
    Scenario: A token request without the code verifier is refused
      Given a private client
      And the app has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" on
      And the app holds an authorization code with a code challenge
      When the app exchanges the code without the code verifier
      Then the token request is refused
      But the same request with the right code verifier is accepted

    @CC-PKCE-09
    Scenario: A token request with the code verifier whose last character is missing is refused
      Given a private client
      And the app has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" on
      And the app holds an authorization code with a code challenge
      When the app exchanges the code with the code verifier whose last character is missing
      Then the token request is refused
      But the same request with the right code verifier is accepted

    @CC-PKCE-09
    Scenario: A token request with the code verifier whose last character differs is refused
      Given a private client
      And the app has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" on
      And the app holds an authorization code with a code challenge
      When the app exchanges the code with the code verifier whose last character differs
      Then the token request is refused
      But the same request with the right code verifier is accepted

    @CC-PKCE-09
    Scenario: A token request with the code verifier whose first character differs is refused
      Given a private client
      And the app has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" on
      And the app holds an authorization code with a code challenge
      When the app exchanges the code with the code verifier whose first character differs
      Then the token request is refused
      But the same request with the right code verifier is accepted

    @CC-PKCE-09
    Scenario: A token request with the code verifier followed by "x" is refused
      Given a private client
      And the app has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" on
      And the app holds an authorization code with a code challenge
      When the app exchanges the code with the code verifier followed by "x"
      Then the token request is refused
      But the same request with the right code verifier is accepted

    @CC-PKCE-09
    Scenario: A token request with the code verifier preceded by "x" is refused
      Given a private client
      And the app has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" on
      And the app holds an authorization code with a code challenge
      When the app exchanges the code with the code verifier preceded by "x"
      Then the token request is refused
      But the same request with the right code verifier is accepted

    @CC-HTTP-20
    Scenario: A token request with the code verifier between blanks is refused
      Given a private client
      And the app has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" on
      And the app holds an authorization code with a code challenge
      When the app exchanges the code with the code verifier between blanks
      Then the token request is refused
      But the same request with the right code verifier is accepted

    @CC-PKCE-09
    Scenario: A token request with the code verifier in swapped case is refused
      Given a private client
      And the app has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" on
      And the app holds an authorization code with a code challenge
      When the app exchanges the code with the code verifier in swapped case
      Then the token request is refused
      But the same request with the right code verifier is accepted

  Rule: The code challenge

    @CC-PKCE-50
    Scenario: A code that was asked for with a code challenge and the code challenge "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" gives no tokens for the right code verifier
      Given a private client
      When the app asks for authorization with a code challenge and the code challenge "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      Then the request leads to no tokens
      But the same request with a code challenge leads to tokens

    @CC-PKCE-50
    Scenario: A code that was asked for with the code challenge whose last character is missing gives no tokens for the right code verifier
      Given a private client
      When the app asks for authorization with the code challenge whose last character is missing
      Then the request leads to no tokens
      But the same request with a code challenge leads to tokens

    @CC-PKCE-50
    Scenario: A code that was asked for with the code challenge whose last character differs gives no tokens for the right code verifier
      Given a private client
      When the app asks for authorization with the code challenge whose last character differs
      Then the request leads to no tokens
      But the same request with a code challenge leads to tokens

    @CC-PKCE-50
    Scenario: A code that was asked for with the code challenge whose first character differs gives no tokens for the right code verifier
      Given a private client
      When the app asks for authorization with the code challenge whose first character differs
      Then the request leads to no tokens
      But the same request with a code challenge leads to tokens

    @CC-PKCE-50
    Scenario: A code that was asked for with the code challenge followed by "x" gives no tokens for the right code verifier
      Given a private client
      When the app asks for authorization with the code challenge followed by "x"
      Then the request leads to no tokens
      But the same request with a code challenge leads to tokens

    @CC-PKCE-50
    Scenario: A code that was asked for with the code challenge preceded by "x" gives no tokens for the right code verifier
      Given a private client
      When the app asks for authorization with the code challenge preceded by "x"
      Then the request leads to no tokens
      But the same request with a code challenge leads to tokens

    @CC-PKCE-50
    Scenario: A code that was asked for with the code challenge in swapped case gives no tokens for the right code verifier
      Given a private client
      When the app asks for authorization with the code challenge in swapped case
      Then the request leads to no tokens
      But the same request with a code challenge leads to tokens

  Rule: The one-time password of a login

    @CC-PWDL-06
    Scenario: A passwordless login with a wrong one-time password is refused (profile salesforce)
      Given a private client
      And the org has "Allow passwordless login on the site's headless settings" on
      And the org has "Require authentication to access this API (passwordless login)" off
      And the app has started a passwordless login
      When the app asks for authorization by the one-time password with a wrong one-time password
      Then the authorization request is refused
      But the same request with the right one-time password is accepted

    @CC-PWDL-06
    Scenario: A passwordless login with an empty password is refused (profile salesforce)
      Given a private client
      And the org has "Allow passwordless login on the site's headless settings" on
      And the org has "Require authentication to access this API (passwordless login)" off
      And the app has started a passwordless login
      When the app asks for authorization by the one-time password with an empty password
      Then the authorization request is refused
      But the same request with the right one-time password is accepted

    @CC-PWDL-06
    Scenario: A passwordless login with the one-time password whose last character is missing is refused (profile salesforce)
      Given a private client
      And the org has "Allow passwordless login on the site's headless settings" on
      And the org has "Require authentication to access this API (passwordless login)" off
      And the app has started a passwordless login
      When the app asks for authorization by the one-time password with the one-time password whose last character is missing
      Then the authorization request is refused
      But the same request with the right one-time password is accepted

    @CC-PWDL-06
    Scenario: A passwordless login with the one-time password whose first character differs is refused (profile salesforce)
      Given a private client
      And the org has "Allow passwordless login on the site's headless settings" on
      And the org has "Require authentication to access this API (passwordless login)" off
      And the app has started a passwordless login
      When the app asks for authorization by the one-time password with the one-time password whose first character differs
      Then the authorization request is refused
      But the same request with the right one-time password is accepted

    @CC-PWDL-06
    Scenario: A passwordless login with the one-time password followed by "x" is refused (profile salesforce)
      Given a private client
      And the org has "Allow passwordless login on the site's headless settings" on
      And the org has "Require authentication to access this API (passwordless login)" off
      And the app has started a passwordless login
      When the app asks for authorization by the one-time password with the one-time password followed by "x"
      Then the authorization request is refused
      But the same request with the right one-time password is accepted

    @CC-PWDL-06
    Scenario: A passwordless login with the one-time password preceded by "x" is refused (profile salesforce)
      Given a private client
      And the org has "Allow passwordless login on the site's headless settings" on
      And the org has "Require authentication to access this API (passwordless login)" off
      And the app has started a passwordless login
      When the app asks for authorization by the one-time password with the one-time password preceded by "x"
      Then the authorization request is refused
      But the same request with the right one-time password is accepted

  Rule: The identifier of a passwordless login

    @CC-PWDL-06
    Scenario: A passwordless login with an unknown identifier is refused (profile salesforce)
      Given a private client
      And the org has "Allow passwordless login on the site's headless settings" on
      And the org has "Require authentication to access this API (passwordless login)" off
      And the app has started a passwordless login
      When the app asks for authorization by the one-time password with an unknown identifier
      Then the authorization request is refused
      But the same request with the identifier that was given is accepted

    @CC-PWDL-06
    Scenario: A passwordless login with an empty username is refused (profile salesforce)
      Given a private client
      And the org has "Allow passwordless login on the site's headless settings" on
      And the org has "Require authentication to access this API (passwordless login)" off
      And the app has started a passwordless login
      When the app asks for authorization by the one-time password with an empty username
      Then the authorization request is refused
      But the same request with the identifier that was given is accepted

    @CC-PWDL-06
    Scenario: A passwordless login with the identifier whose last character is missing is refused (profile salesforce)
      Given a private client
      And the org has "Allow passwordless login on the site's headless settings" on
      And the org has "Require authentication to access this API (passwordless login)" off
      And the app has started a passwordless login
      When the app asks for authorization by the one-time password with the identifier whose last character is missing
      Then the authorization request is refused
      But the same request with the identifier that was given is accepted

    @CC-PWDL-06
    Scenario: A passwordless login with the identifier whose last character differs is refused (profile salesforce)
      Given a private client
      And the org has "Allow passwordless login on the site's headless settings" on
      And the org has "Require authentication to access this API (passwordless login)" off
      And the app has started a passwordless login
      When the app asks for authorization by the one-time password with the identifier whose last character differs
      Then the authorization request is refused
      But the same request with the identifier that was given is accepted

    @CC-PWDL-06
    Scenario: A passwordless login with the identifier whose first character differs is refused (profile salesforce)
      Given a private client
      And the org has "Allow passwordless login on the site's headless settings" on
      And the org has "Require authentication to access this API (passwordless login)" off
      And the app has started a passwordless login
      When the app asks for authorization by the one-time password with the identifier whose first character differs
      Then the authorization request is refused
      But the same request with the identifier that was given is accepted

    @CC-PWDL-06
    Scenario: A passwordless login with the identifier followed by "x" is refused (profile salesforce)
      Given a private client
      And the org has "Allow passwordless login on the site's headless settings" on
      And the org has "Require authentication to access this API (passwordless login)" off
      And the app has started a passwordless login
      When the app asks for authorization by the one-time password with the identifier followed by "x"
      Then the authorization request is refused
      But the same request with the identifier that was given is accepted

    @CC-PWDL-06
    Scenario: A passwordless login with the identifier preceded by "x" is refused (profile salesforce)
      Given a private client
      And the org has "Allow passwordless login on the site's headless settings" on
      And the org has "Require authentication to access this API (passwordless login)" off
      And the app has started a passwordless login
      When the app asks for authorization by the one-time password with the identifier preceded by "x"
      Then the authorization request is refused
      But the same request with the identifier that was given is accepted

    @CC-PWDL-06
    Scenario: A passwordless login with the identifier in swapped case is refused (profile salesforce)
      Given a private client
      And the org has "Allow passwordless login on the site's headless settings" on
      And the org has "Require authentication to access this API (passwordless login)" off
      And the app has started a passwordless login
      When the app asks for authorization by the one-time password with the identifier in swapped case
      Then the authorization request is refused
      But the same request with the identifier that was given is accepted

  Rule: The one-time password of a registration

    @CC-REG-07
    Scenario: A registration with a wrong one-time password is refused (profile salesforce)
      Given a private client
      And the app has "Permitted Users" set to "All users may self-authorize"
      And the org has "Allow user registration on the site's headless settings" on
      And the org has "Require authentication to access this API (registration)" off
      And the app has registered a new user
      When the app asks for authorization by the one-time password with a wrong one-time password
      Then the authorization request is refused
      But the same request with the right one-time password is accepted

    @CC-REG-07
    Scenario: A registration with an empty password is refused (profile salesforce)
      Given a private client
      And the app has "Permitted Users" set to "All users may self-authorize"
      And the org has "Allow user registration on the site's headless settings" on
      And the org has "Require authentication to access this API (registration)" off
      And the app has registered a new user
      When the app asks for authorization by the one-time password with an empty password
      Then the authorization request is refused
      But the same request with the right one-time password is accepted

    @CC-REG-07
    Scenario: A registration with the one-time password whose last character is missing is refused (profile salesforce)
      Given a private client
      And the app has "Permitted Users" set to "All users may self-authorize"
      And the org has "Allow user registration on the site's headless settings" on
      And the org has "Require authentication to access this API (registration)" off
      And the app has registered a new user
      When the app asks for authorization by the one-time password with the one-time password whose last character is missing
      Then the authorization request is refused
      But the same request with the right one-time password is accepted

    @CC-REG-07
    Scenario: A registration with the one-time password whose first character differs is refused (profile salesforce)
      Given a private client
      And the app has "Permitted Users" set to "All users may self-authorize"
      And the org has "Allow user registration on the site's headless settings" on
      And the org has "Require authentication to access this API (registration)" off
      And the app has registered a new user
      When the app asks for authorization by the one-time password with the one-time password whose first character differs
      Then the authorization request is refused
      But the same request with the right one-time password is accepted

    @CC-REG-07
    Scenario: A registration with the one-time password followed by "x" is refused (profile salesforce)
      Given a private client
      And the app has "Permitted Users" set to "All users may self-authorize"
      And the org has "Allow user registration on the site's headless settings" on
      And the org has "Require authentication to access this API (registration)" off
      And the app has registered a new user
      When the app asks for authorization by the one-time password with the one-time password followed by "x"
      Then the authorization request is refused
      But the same request with the right one-time password is accepted

    @CC-REG-07
    Scenario: A registration with the one-time password preceded by "x" is refused (profile salesforce)
      Given a private client
      And the app has "Permitted Users" set to "All users may self-authorize"
      And the org has "Allow user registration on the site's headless settings" on
      And the org has "Require authentication to access this API (registration)" off
      And the app has registered a new user
      When the app asks for authorization by the one-time password with the one-time password preceded by "x"
      Then the authorization request is refused
      But the same request with the right one-time password is accepted

  Rule: The identifier of a registration

    @CC-REG-07
    Scenario: A registration with an unknown identifier is refused (profile salesforce)
      Given a private client
      And the app has "Permitted Users" set to "All users may self-authorize"
      And the org has "Allow user registration on the site's headless settings" on
      And the org has "Require authentication to access this API (registration)" off
      And the app has registered a new user
      When the app asks for authorization by the one-time password with an unknown identifier
      Then the authorization request is refused
      But the same request with the identifier that was given is accepted

    @CC-REG-07
    Scenario: A registration with an empty username is refused (profile salesforce)
      Given a private client
      And the app has "Permitted Users" set to "All users may self-authorize"
      And the org has "Allow user registration on the site's headless settings" on
      And the org has "Require authentication to access this API (registration)" off
      And the app has registered a new user
      When the app asks for authorization by the one-time password with an empty username
      Then the authorization request is refused
      But the same request with the identifier that was given is accepted

    @CC-REG-07
    Scenario: A registration with the identifier whose last character is missing is refused (profile salesforce)
      Given a private client
      And the app has "Permitted Users" set to "All users may self-authorize"
      And the org has "Allow user registration on the site's headless settings" on
      And the org has "Require authentication to access this API (registration)" off
      And the app has registered a new user
      When the app asks for authorization by the one-time password with the identifier whose last character is missing
      Then the authorization request is refused
      But the same request with the identifier that was given is accepted

    @CC-REG-07
    Scenario: A registration with the identifier whose last character differs is refused (profile salesforce)
      Given a private client
      And the app has "Permitted Users" set to "All users may self-authorize"
      And the org has "Allow user registration on the site's headless settings" on
      And the org has "Require authentication to access this API (registration)" off
      And the app has registered a new user
      When the app asks for authorization by the one-time password with the identifier whose last character differs
      Then the authorization request is refused
      But the same request with the identifier that was given is accepted

    @CC-REG-07
    Scenario: A registration with the identifier whose first character differs is refused (profile salesforce)
      Given a private client
      And the app has "Permitted Users" set to "All users may self-authorize"
      And the org has "Allow user registration on the site's headless settings" on
      And the org has "Require authentication to access this API (registration)" off
      And the app has registered a new user
      When the app asks for authorization by the one-time password with the identifier whose first character differs
      Then the authorization request is refused
      But the same request with the identifier that was given is accepted

    @CC-REG-07
    Scenario: A registration with the identifier followed by "x" is refused (profile salesforce)
      Given a private client
      And the app has "Permitted Users" set to "All users may self-authorize"
      And the org has "Allow user registration on the site's headless settings" on
      And the org has "Require authentication to access this API (registration)" off
      And the app has registered a new user
      When the app asks for authorization by the one-time password with the identifier followed by "x"
      Then the authorization request is refused
      But the same request with the identifier that was given is accepted

    @CC-REG-07
    Scenario: A registration with the identifier preceded by "x" is refused (profile salesforce)
      Given a private client
      And the app has "Permitted Users" set to "All users may self-authorize"
      And the org has "Allow user registration on the site's headless settings" on
      And the org has "Require authentication to access this API (registration)" off
      And the app has registered a new user
      When the app asks for authorization by the one-time password with the identifier preceded by "x"
      Then the authorization request is refused
      But the same request with the identifier that was given is accepted

    @CC-REG-07
    Scenario: A registration with the identifier in swapped case is refused (profile salesforce)
      Given a private client
      And the app has "Permitted Users" set to "All users may self-authorize"
      And the org has "Allow user registration on the site's headless settings" on
      And the org has "Require authentication to access this API (registration)" off
      And the app has registered a new user
      When the app asks for authorization by the one-time password with the identifier in swapped case
      Then the authorization request is refused
      But the same request with the identifier that was given is accepted

  Rule: The one-time password of a reset

    @CC-FORGOT-06
    Scenario: A password reset with a wrong one-time password is refused (profile salesforce)
      Given a private client
      And the org has "Allow forgot password on the site's headless settings" on
      And the org has "Require authentication to access this API (forgot password)" off
      And the app has asked for a password reset
      When the app sets a new password with a wrong one-time password
      Then the password reset request is refused
      But the same request with the right one-time password is accepted

    @CC-FORGOT-06
    Scenario: A password reset with the parameter "otp" set to "" is refused (profile salesforce)
      Given a private client
      And the org has "Allow forgot password on the site's headless settings" on
      And the org has "Require authentication to access this API (forgot password)" off
      And the app has asked for a password reset
      When the app sets a new password with the parameter "otp" set to ""
      Then the password reset request is refused
      But the same request with the right one-time password is accepted

    @CC-FORGOT-06
    Scenario: A password reset without the parameter "otp" is refused (profile salesforce)
      Given a private client
      And the org has "Allow forgot password on the site's headless settings" on
      And the org has "Require authentication to access this API (forgot password)" off
      And the app has asked for a password reset
      When the app sets a new password without the parameter "otp"
      Then the password reset request is refused
      But the same request with the right one-time password is accepted

    @CC-FORGOT-06
    Scenario: A password reset with the one-time password whose last character is missing is refused (profile salesforce)
      Given a private client
      And the org has "Allow forgot password on the site's headless settings" on
      And the org has "Require authentication to access this API (forgot password)" off
      And the app has asked for a password reset
      When the app sets a new password with the one-time password whose last character is missing
      Then the password reset request is refused
      But the same request with the right one-time password is accepted

    @CC-FORGOT-06
    Scenario: A password reset with the one-time password whose first character differs is refused (profile salesforce)
      Given a private client
      And the org has "Allow forgot password on the site's headless settings" on
      And the org has "Require authentication to access this API (forgot password)" off
      And the app has asked for a password reset
      When the app sets a new password with the one-time password whose first character differs
      Then the password reset request is refused
      But the same request with the right one-time password is accepted

    @CC-FORGOT-06
    Scenario: A password reset with the one-time password followed by "x" is refused (profile salesforce)
      Given a private client
      And the org has "Allow forgot password on the site's headless settings" on
      And the org has "Require authentication to access this API (forgot password)" off
      And the app has asked for a password reset
      When the app sets a new password with the one-time password followed by "x"
      Then the password reset request is refused
      But the same request with the right one-time password is accepted

    @CC-FORGOT-06
    Scenario: A password reset with the one-time password preceded by "x" is refused (profile salesforce)
      Given a private client
      And the org has "Allow forgot password on the site's headless settings" on
      And the org has "Require authentication to access this API (forgot password)" off
      And the app has asked for a password reset
      When the app sets a new password with the one-time password preceded by "x"
      Then the password reset request is refused
      But the same request with the right one-time password is accepted

  Rule: The UVID of an authorization request

    @CC-GUEST-03
    Scenario: An authorization request of a guest with the UVID "UVID not-a-uvid" is refused (profile salesforce)
      Given a private client
      And the app has "Enable Code and Credentials Flow for Guest Users" on
      When the app asks for authorization of a guest with the UVID "UVID not-a-uvid"
      Then the authorization request is refused
      But the same request with the right UVID is accepted

    @CC-GUEST-03
    Scenario: An authorization request of a guest with the UVID "UVID" is refused (profile salesforce)
      Given a private client
      And the app has "Enable Code and Credentials Flow for Guest Users" on
      When the app asks for authorization of a guest with the UVID "UVID"
      Then the authorization request is refused
      But the same request with the right UVID is accepted

    @CC-GUEST-03
    Scenario: An authorization request of a guest without a UVID is refused (profile salesforce)
      Given a private client
      And the app has "Enable Code and Credentials Flow for Guest Users" on
      When the app asks for authorization of a guest without a UVID
      Then the authorization request is refused
      But the same request with the right UVID is accepted

    @CC-GUEST-03
    Scenario: An authorization request of a guest with the UVID whose last character is missing is refused (profile salesforce)
      Given a private client
      And the app has "Enable Code and Credentials Flow for Guest Users" on
      When the app asks for authorization of a guest with the UVID whose last character is missing
      Then the authorization request is refused
      But the same request with the right UVID is accepted

    @CC-GUEST-03
    Scenario: An authorization request of a guest with the UVID followed by "x" is refused (profile salesforce)
      Given a private client
      And the app has "Enable Code and Credentials Flow for Guest Users" on
      When the app asks for authorization of a guest with the UVID followed by "x"
      Then the authorization request is refused
      But the same request with the right UVID is accepted

    @CC-GUEST-03
    Scenario: An authorization request of a guest with the UVID preceded by "x" is refused (profile salesforce)
      Given a private client
      And the app has "Enable Code and Credentials Flow for Guest Users" on
      When the app asks for authorization of a guest with the UVID preceded by "x"
      Then the authorization request is refused
      But the same request with the right UVID is accepted

  Rule: The UVID of a token request

    @CC-GUEST-03
    Scenario: A token request of a guest with the UVID "0b3a6c52-1f0e-4c8b-9a55-7d2f4e6a8b1c" is refused (profile salesforce)
      Given a private client
      And the app has "Enable Code and Credentials Flow for Guest Users" on
      And the app holds an authorization code of a guest
      When the app exchanges the code with the UVID "0b3a6c52-1f0e-4c8b-9a55-7d2f4e6a8b1c"
      Then the token request is refused
      But the same request with the right UVID is accepted

    @CC-GUEST-03
    Scenario: A token request of a guest with the UVID "" is refused (profile salesforce)
      Given a private client
      And the app has "Enable Code and Credentials Flow for Guest Users" on
      And the app holds an authorization code of a guest
      When the app exchanges the code with the UVID ""
      Then the token request is refused
      But the same request with the right UVID is accepted

    @CC-GUEST-03
    Scenario: A token request of a guest without a UVID is refused (profile salesforce)
      Given a private client
      And the app has "Enable Code and Credentials Flow for Guest Users" on
      And the app holds an authorization code of a guest
      When the app exchanges the code without a UVID
      Then the token request is refused
      But the same request with the right UVID is accepted

    @CC-GUEST-03
    Scenario: A token request of a guest with the UVID whose last character is missing is refused (profile salesforce)
      Given a private client
      And the app has "Enable Code and Credentials Flow for Guest Users" on
      And the app holds an authorization code of a guest
      When the app exchanges the code with the UVID whose last character is missing
      Then the token request is refused
      But the same request with the right UVID is accepted

    @CC-GUEST-03
    Scenario: A token request of a guest with the UVID whose last character differs is refused (profile salesforce)
      Given a private client
      And the app has "Enable Code and Credentials Flow for Guest Users" on
      And the app holds an authorization code of a guest
      When the app exchanges the code with the UVID whose last character differs
      Then the token request is refused
      But the same request with the right UVID is accepted

    @CC-GUEST-03
    Scenario: A token request of a guest with the UVID whose first character differs is refused (profile salesforce)
      Given a private client
      And the app has "Enable Code and Credentials Flow for Guest Users" on
      And the app holds an authorization code of a guest
      When the app exchanges the code with the UVID whose first character differs
      Then the token request is refused
      But the same request with the right UVID is accepted

    @CC-GUEST-03
    Scenario: A token request of a guest with the UVID followed by "x" is refused (profile salesforce)
      Given a private client
      And the app has "Enable Code and Credentials Flow for Guest Users" on
      And the app holds an authorization code of a guest
      When the app exchanges the code with the UVID followed by "x"
      Then the token request is refused
      But the same request with the right UVID is accepted

    @CC-GUEST-03
    Scenario: A token request of a guest with the UVID preceded by "x" is refused (profile salesforce)
      Given a private client
      And the app has "Enable Code and Credentials Flow for Guest Users" on
      And the app holds an authorization code of a guest
      When the app exchanges the code with the UVID preceded by "x"
      Then the token request is refused
      But the same request with the right UVID is accepted
