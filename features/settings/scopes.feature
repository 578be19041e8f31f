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

    Scenario Outline: Asked for "<scope>", the app is refused
      When the app asks for authorization with the scope "<scope>"
      Then the authorization request is refused
      But the same request with the scope "api" is accepted

      @CC-SCOPE-02
      Examples:
        | scope       |
        | full        |
        | api full    |
        | api2        |

      @CC-SCOPE-02 @CC-SCOPE-07
      Examples: In another case
        | scope |
        | API   |

    Scenario Outline: Asked for "<scope>", the app is refused or gets fewer scopes, which are named
      When the app asks for authorization with the scope "<scope>"
      Then the scope "<not selected>" is not granted
      But the same request with the scope "api" is accepted

      @CC-SCOPE-01 @CC-SCOPE-08
      Examples:
        | scope    | not selected |
        | full     | full         |
        | api full | full         |
        | api web  | web          |

      @CC-SCOPE-07
      Examples: In another case
        | scope | not selected |
        | API   | API          |
        | Api   | Api          |

    @CC-SCOPE-08
    Scenario: Asked for no scope, the app learns which ones it got
      When the app asks for authorization without the parameter "scope"
      Then the scope that is granted is named
      But the same request with the scope "api" is accepted

    @CC-SCOPE-06
    Scenario: Asked for no scope, the server grants a default or says that it wants one
      When the app asks for authorization without the parameter "scope"
      Then the authorization request is accepted, or refused with the error "invalid_scope"

    @CC-SCOPE-15
    Scenario Outline: A scope that no scope can be, "<scope>", is refused
      When the app asks for authorization with the scope "<scope>"
      Then the authorization request is refused
      But the same request with the scope "api" is accepted

      Examples:
        | scope    |
        | api\\x |
        | apí      |

    @CC-SCOPE-17
    Scenario: A scope is refused with the error invalid_scope
      When the app asks for authorization with the scope "full"
      Then the authorization request is accepted, or refused with the error "invalid_scope"

    @CC-SCOPE-16
    Scenario: An app on which no scope is selected gets no tokens
      Given the app has "Selected OAuth Scopes" at its default
      When the app asks for authorization
      Then the request leads to no tokens
      But the same request leads to tokens when the app has "Selected OAuth Scopes" set to "api"

    @CC-SCOPE-14
    Scenario: Whether commas divide scopes is left open
      When the app asks for authorization with the scope "api,refresh_token"
      Then it is noted what the answer was

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

  Rule: An ID token is given with the scope openid alone

    @CC-SCOPE-11
    Scenario Outline: An app with the scopes "<selected>" that asks for "<scope>" gets no ID token
      Given the app has "Selected OAuth Scopes" set to "<selected>"
      And the app holds an authorization code with the scope "<scope>"
      When the app exchanges the code
      Then the token request is accepted
      And the answer has no "id_token"

      Examples:
        | selected   | scope |
        | api        | api   |
        | api openid | api   |

  Rule: A change is in effect at once

    @CC-SCOPE-13
    Scenario: A scope that is taken away is not granted
      When the app asks for authorization with the scope "api"
      Then the authorization request is accepted
      When the administrator sets "Selected OAuth Scopes" to "refresh_token" for the app
      And the same request is sent again
      Then the scope "api" is not granted
      But the same request is accepted once the administrator has set "Selected OAuth Scopes" to "api" for the app

    @CC-SCOPE-12
    Scenario: A scope that is added is granted
      When the app asks for authorization with the scope "web"
      And the administrator sets "Selected OAuth Scopes" to "api web" for the app
      And the same request is sent again
      Then the authorization request is accepted
      But the same request was refused before the change
      When the app exchanges the code
      Then the token request is accepted
      And the scope granted is "web"
