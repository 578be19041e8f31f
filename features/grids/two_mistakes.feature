# Written from two_mistakes.yaml by `make grids`: change that file.
Feature: Two mistakes in one request

  A callback URL that is not registered, or that belongs to no app, is never redirected to, whatever
  else is wrong with the request.

  Rule: An unknown response type

    @CC-CALL-05
    Scenario: With the response type "unknown", a callback URL that is not registered is not redirected to
      Given a private client
      And the app asks for authorization with the callback URL "https://attacker.example/callback" and the response type "unknown"
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL and the response type "code_credentials" is accepted

    @CC-OAUTH-08
    Scenario: With the response type "unknown", an unknown client id is never redirected
      Given a private client
      And the app asks for authorization with an unknown client id and the response type "unknown"
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the app's own client id and the response type "code_credentials" is accepted

  Rule: Another response type

    @CC-CALL-05
    Scenario: With the response type "code", a callback URL that is not registered is not redirected to
      Given a private client
      And the app asks for authorization with the callback URL "https://attacker.example/callback" and the response type "code"
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL and the response type "code_credentials" is accepted

    @CC-OAUTH-08
    Scenario: With the response type "code", an unknown client id is never redirected
      Given a private client
      And the app asks for authorization with an unknown client id and the response type "code"
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the app's own client id and the response type "code_credentials" is accepted

  Rule: An empty response type

    @CC-CALL-05
    Scenario: With the response type "", a callback URL that is not registered is not redirected to
      Given a private client
      And the app asks for authorization with the callback URL "https://attacker.example/callback" and the response type ""
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL and the response type "code_credentials" is accepted

    @CC-OAUTH-08
    Scenario: With the response type "", an unknown client id is never redirected
      Given a private client
      And the app asks for authorization with an unknown client id and the response type ""
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the app's own client id and the response type "code_credentials" is accepted

  Rule: A wrong password

    @CC-CALL-05
    Scenario: With a wrong password, a callback URL that is not registered is not redirected to
      Given a private client
      And the app asks for authorization with the callback URL "https://attacker.example/callback" and a wrong password
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL and the user's own password is accepted

    @CC-OAUTH-08
    Scenario: With a wrong password, an unknown client id is never redirected
      Given a private client
      And the app asks for authorization with an unknown client id and a wrong password
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the app's own client id and the user's own password is accepted

  Rule: An unknown user name

    @CC-CALL-05
    Scenario: With an unknown username, a callback URL that is not registered is not redirected to
      Given a private client
      And the app asks for authorization with the callback URL "https://attacker.example/callback" and an unknown username
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL and the user's own username is accepted

    @CC-OAUTH-08
    Scenario: With an unknown username, an unknown client id is never redirected
      Given a private client
      And the app asks for authorization with an unknown client id and an unknown username
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the app's own client id and the user's own username is accepted

  Rule: No password

    @CC-CALL-05
    Scenario: With an empty password, a callback URL that is not registered is not redirected to
      Given a private client
      And the app asks for authorization with the callback URL "https://attacker.example/callback" and an empty password
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL and the user's own password is accepted

    @CC-OAUTH-08
    Scenario: With an empty password, an unknown client id is never redirected
      Given a private client
      And the app asks for authorization with an unknown client id and an empty password
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the app's own client id and the user's own password is accepted

  Rule: A spoilt Basic header

    @CC-CALL-05
    Scenario: With Basic credentials whose base64 contains "!", a callback URL that is not registered is not redirected to
      Given a private client
      And the app asks for authorization with the callback URL "https://attacker.example/callback" and Basic credentials whose base64 contains "!"
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL and Basic credentials in base64 is accepted

    @CC-OAUTH-08
    Scenario: With Basic credentials whose base64 contains "!", an unknown client id is never redirected
      Given a private client
      And the app asks for authorization with an unknown client id and Basic credentials whose base64 contains "!"
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the app's own client id and Basic credentials in base64 is accepted

  Rule: A scope that is not selected

    @CC-CALL-05
    Scenario: With the scope "unknown", a callback URL that is not registered is not redirected to
      Given a private client
      And the app asks for authorization with the callback URL "https://attacker.example/callback" and the scope "unknown"
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL and the scope "api" is accepted

    @CC-OAUTH-08
    Scenario: With the scope "unknown", an unknown client id is never redirected
      Given a private client
      And the app asks for authorization with an unknown client id and the scope "unknown"
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the app's own client id and the scope "api" is accepted

  Rule: An unknown code challenge method

    @CC-CALL-05
    Scenario: With the code challenge method "S512", a callback URL that is not registered is not redirected to
      Given a private client
      And the app asks for authorization with the callback URL "https://attacker.example/callback" and the code challenge method "S512"
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL and the code challenge method "S256" is accepted

    @CC-OAUTH-08
    Scenario: With the code challenge method "S512", an unknown client id is never redirected
      Given a private client
      And the app asks for authorization with an unknown client id and the code challenge method "S512"
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the app's own client id and the code challenge method "S256" is accepted

  Rule: A parameter that stands twice

    @CC-CALL-05
    Scenario: With the state "one" and the parameter "state" twice, a callback URL that is not registered is not redirected to
      Given a private client
      And the app asks for authorization with the callback URL "https://attacker.example/callback" and the state "one" and the parameter "state" twice
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL and the parameter "state" once is accepted

    @CC-OAUTH-08
    Scenario: With the state "one" and the parameter "state" twice, an unknown client id is never redirected
      Given a private client
      And the app asks for authorization with an unknown client id and the state "one" and the parameter "state" twice
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the app's own client id and the parameter "state" once is accepted

  Rule: No code challenge where one is required

    @CC-CALL-05
    Scenario: With the parameter "code_challenge" set to "", a callback URL that is not registered is not redirected to
      Given a private client
      And the app has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" on
      And the app asks for authorization with the callback URL "https://attacker.example/callback" and the parameter "code_challenge" set to ""
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL and a code challenge is accepted

  Rule: A Basic header where the POST body is required

    @CC-CALL-05
    Scenario: With credentials in the Basic header, a callback URL that is not registered is not redirected to
      Given a private client
      And the app has "Require user credentials in the POST body for Authorization Code and Credentials Flow" on
      And the app asks for authorization with the callback URL "https://attacker.example/callback" and credentials in the Basic header
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL and credentials in the body is accepted
