Feature: Selected OAuth Scopes

  An app gets the scopes that are selected for it and no others. It may ask for
  fewer; when it asks for none it gets those that are selected.

  Background:
    Given a private client
    And the app has "Selected OAuth Scopes" set to "api refresh_token"

  Rule: What is selected is granted

    @CC-SCOPE-05
    Scenario: Without the parameter scope the app gets the selected scopes (profile salesforce)
      When the app asks for authorization without the parameter "scope"
      Then the authorization request is accepted
      When the app exchanges the code
      Then the token request is accepted
      And the scope granted is "api refresh_token"

    Scenario Outline: An app that asks for "<scope>" gets it
      When the app asks for authorization with the scope "<scope>"
      Then the authorization request is accepted
      When the app exchanges the code
      Then the token request is accepted
      And the scope granted is "<scope>"

      @CC-SCOPE-03
      Examples:
        | scope |
        | api   |

      @CC-SCOPE-04
      Examples: Several
        | scope             |
        | api refresh_token |
        | refresh_token api |

      @CC-SCOPE-09
      Examples: Several, and the answer lists them (profile salesforce)
        | scope             |
        | api refresh_token |

    @CC-SCOPE-20
    Scenario: Asked for in another order, the same scopes are granted
      Given the app holds tokens with the scope "api refresh_token"
      When the app asks for authorization with the scope "refresh_token api"
      Then the authorization request is accepted
      When the app exchanges the code
      Then the token request is accepted
      And the scope granted is the same as for the tokens before

  Rule: What is not selected is refused

    Scenario Outline: A request for "<scope>" is refused
      When the app asks for authorization with the scope "<scope>"
      Then the authorization request is refused
      But the same request with the scope "api" is accepted

      @CC-SCOPE-02
      Examples: (profile salesforce)
        | scope    |
        | full     |
        | api full |
        | api2     |

      @CC-SCOPE-07 @touches:CC-SCOPE-02
      Examples: In other letter case
        | scope |
        | API   |

    Scenario Outline: A request for "<scope>" is refused, or the token response names fewer scopes
      When the app asks for authorization with the scope "<scope>"
      Then the scope "<not selected>" is not granted
      But the same request with the scope "api" is accepted

      @CC-SCOPE-01
      Examples:
        | scope    | not selected |
        | full     | full         |
        | api full | full         |
        | api web  | web          |

      @CC-SCOPE-07
      Examples: In other letter case
        | scope | not selected |
        | API   | API          |
        | Api   | Api          |

    @CC-SCOPE-08
    Scenario Outline: A request for "<scope>" is refused, or the token response names the scope that is granted
      When the app asks for authorization with the scope "<scope>"
      Then the scope that is granted is named
      But the same request with the scope "api" is accepted

      Examples:
        | scope    |
        | api full |
        | api web  |

    @CC-SCOPE-19
    Scenario: An app that asks for no scope is told which scopes it got
      When the app asks for authorization without the parameter "scope"
      Then the scope that is granted is named
      But the same request with the scope "api" is accepted

    @CC-SCOPE-06
    Scenario: A request without a scope is accepted, or refused with invalid_scope (profile strict)
      When the app asks for authorization without the parameter "scope"
      Then the authorization request is accepted, or refused with the error "invalid_scope"
      But the same request with the scope "api" is accepted

    @CC-SCOPE-15
    Scenario Outline: The scope "<scope>", which has a character that no scope may have, is refused
      When the app asks for authorization with the scope "<scope>"
      Then the authorization request is refused
      But the same request with the scope "api" is accepted

      Examples:
        | scope  |
        | api\\x |
        | apí    |

    @CC-SCOPE-17
    Scenario: A scope that is not selected is refused with the error invalid_scope (profile strict)
      When the app asks for authorization with the scope "full"
      Then the authorization request is accepted, or refused with the error "invalid_scope"
      But the same request with the scope "api" is accepted

    @CC-SCOPE-18
    Scenario: Observed only: how a scope that is not selected is refused (profile salesforce)
      When the app asks for authorization with the scope "full"
      Then it is noted what the answer was

    @CC-SCOPE-16
    Scenario: An app on which no scope is selected gets no tokens
      Given the app has "Selected OAuth Scopes" at its default
      When the app asks for authorization
      Then the request leads to no tokens
      But the same request leads to tokens when the app has "Selected OAuth Scopes" set to "api"

    @CC-SCOPE-14
    Scenario: Observed only: whether commas separate scopes (profile salesforce)
      When the app asks for authorization with the scope "api,refresh_token"
      Then it is noted what the answer was

    @CC-SCOPE-02
    Scenario: A scope is refused, and accepted for an app that has it selected (profile salesforce)
      When the app asks for authorization with the scope "web"
      Then the authorization request is refused
      But the same request is accepted when the app has "Selected OAuth Scopes" set to "api web"

    @CC-SCOPE-02
    Scenario: An app on which no scope is selected is refused the scope "api" (profile salesforce)
      Given the app has "Selected OAuth Scopes" at its default
      When the app asks for authorization with the scope "api"
      Then the authorization request is refused
      But the same request is accepted when the app has "Selected OAuth Scopes" set to "api"

  Rule: A refresh token is given only with the scope refresh_token

    @CC-SCOPE-10
    Scenario: With the scope refresh_token the app gets a refresh token
      Given the app holds an authorization code with the scope "api refresh_token"
      When the app exchanges the code
      Then the token request is accepted
      And a refresh token is given

    @CC-SCOPE-10
    Scenario: Without the scope refresh_token the app gets no refresh token
      Given the app holds an authorization code with the scope "api"
      When the app exchanges the code
      Then the token request is accepted
      And no refresh token is given

    @CC-SCOPE-10
    Scenario: An app on which refresh_token is not selected gets no refresh token
      Given the app has "Selected OAuth Scopes" set to "api"
      And the app holds an authorization code
      When the app exchanges the code
      Then the token request is accepted
      And no refresh token is given

  Rule: An ID token is given only with the scope openid

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
    Scenario: A scope that is removed is no longer granted
      Given the app asks for authorization with the scope "api"
      And the authorization request is accepted
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
