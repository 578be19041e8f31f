Feature: Selected OAuth Scopes

  An app gets the scopes that are selected for it and no others. It may ask for
  fewer; when it asks for none it gets those that are selected.

  Background:
    Given a private client
    And the app has "Selected OAuth Scopes" set to "api refresh_token"

  Rule: What is selected is granted

    @CC-SCOPE-05
    Scenario: Without the parameter scope the app gets the selected scopes
      When the app asks for authorization without the parameter "scope"
      Then the authorization request is accepted
      When the app exchanges the code
      Then the token request is accepted
      And the scope granted is "api refresh_token"

    @CC-SCOPE-03 @CC-SCOPE-04 @CC-SCOPE-09
    Scenario Outline: Asked for "<scope>", the app gets it
      When the app asks for authorization with the scope "<scope>"
      Then the authorization request is accepted
      When the app exchanges the code
      Then the token request is accepted
      And the scope granted is "<scope>"

      Examples:
        | scope             |
        | api               |
        | api refresh_token |
        | refresh_token api |

  Rule: What is not selected is refused

    @CC-SCOPE-02 @CC-SCOPE-07
    Scenario Outline: Asked for "<scope>", the app is refused
      When the app asks for authorization with the scope "<scope>"
      Then the authorization request is refused
      But the same request with the scope "api" is accepted

      Examples:
        | scope       |
        | full        |
        | api full    |
        | API         |
        | api2        |

    @CC-SCOPE-02
    Scenario: The same scope is accepted for an app that has it
      When the app asks for authorization with the scope "web"
      Then the authorization request is refused
      But the same request is accepted when the app has "Selected OAuth Scopes" set to "api web"

    @CC-SCOPE-02
    Scenario: An app on which no scope is selected gets none
      Given the app has "Selected OAuth Scopes" at its default
      When the app asks for authorization with the scope "api"
      Then the authorization request is refused
      But the same request is accepted when the app has "Selected OAuth Scopes" set to "api"

  Rule: A refresh token is given with its scope alone

    @CC-SCOPE-10
    Scenario: With the scope refresh_token there is a refresh token
      Given the app holds an authorization code with the scope "api refresh_token"
      When the app exchanges the code
      Then the token request is accepted
      And a refresh token is given

    @CC-SCOPE-10
    Scenario: Without it there is none
      Given the app holds an authorization code with the scope "api"
      When the app exchanges the code
      Then the token request is accepted
      And no refresh token is given

    @CC-SCOPE-10
    Scenario: An app on which it is not selected gets none
      Given the app has "Selected OAuth Scopes" set to "api"
      And the app holds an authorization code
      When the app exchanges the code
      Then the token request is accepted
      And no refresh token is given

  Rule: A change is in effect at once

    @CC-SCOPE-13 @CC-SCOPE-12
    Scenario: A scope that is taken away is refused
      When the app asks for authorization with the scope "api"
      Then the authorization request is accepted
      When the administrator sets "Selected OAuth Scopes" to "refresh_token" for the app
      And the same request is sent again
      Then the authorization request is refused
      But the same request is accepted once the administrator has set "Selected OAuth Scopes" to "api" for the app
