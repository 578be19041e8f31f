Feature: Require Proof Key for Code Exchange (PKCE)

  On, an authorization request without a code challenge is refused, and so is a token request
  without the code verifier. Both the app and the org have the setting.

  Background:
    Given a private client

  Rule: Off, PKCE may be left out

    @CC-PKCE-01
    Scenario Outline: <state>, the app gets tokens without a code challenge
      Given the app has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" <state>
      When the app asks for authorization without a code challenge
      Then the authorization request is accepted
      When the app exchanges the code without a code verifier
      Then the token request is accepted

      Examples:
        | state          |
        | at its default |
        | off            |

  Rule: On, every request needs a code challenge

    Background:
      Given the app has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" on

    @CC-PKCE-02
    Scenario: A request without a code challenge is refused
      When the app asks for authorization without a code challenge
      Then the authorization request is refused
      But the same request with a code challenge is accepted

    Scenario Outline: A request without a code challenge and with <variation> is refused
      When the app asks for authorization without a code challenge and with <variation>
      Then the authorization request is refused
      But the same request with a code challenge is accepted

      @CC-PKCE-35
      Examples:
        | variation                                           |
        | credentials in the Basic header                     |
        | GET and credentials in the Basic header             |
        | the parameter "code_challenge_method" set to "S256" |

      @CC-PKCE-04
      Examples:
        | variation             |
        | the code challenge "" |

    @CC-PKCE-02
    Scenario: A request without a code challenge is refused, and accepted where the setting is off
      When the app asks for authorization without a code challenge
      Then the authorization request is refused
      But the same request is accepted when the app has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" off

    @CC-PKCE-03
    Scenario: With a code challenge and its code verifier the app gets tokens
      When the app asks for authorization with a code challenge
      Then the authorization request is accepted
      When the app exchanges the code with the right code verifier
      Then the token request is accepted

  Rule: On for the org, PKCE is required of every app

    Background:
      Given the app has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" off

    @CC-PKCE-29
    Scenario: On for the org, a request without a code challenge is refused
      Given the org has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows (org)" on
      When the app asks for authorization without a code challenge
      Then the authorization request is refused
      But the same request with a code challenge is accepted

    @CC-PKCE-30
    Scenario: On for the org, with a code challenge and its code verifier the app gets tokens
      Given the org has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows (org)" on
      When the app asks for authorization with a code challenge
      Then the authorization request is accepted
      When the app exchanges the code with the right code verifier
      Then the token request is accepted

    @CC-PKCE-31
    Scenario: Off for the org and on for the app, a request without a code challenge is refused
      Given the org has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows (org)" off
      And the app has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" on
      When the app asks for authorization without a code challenge
      Then the authorization request is refused
      But the same request with a code challenge is accepted

    @CC-PKCE-29
    Scenario: On for the org, a request without a code challenge is refused; it is accepted where the org has the setting off
      Given the org has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows (org)" on
      When the app asks for authorization without a code challenge
      Then the authorization request is refused
      But the same request is accepted when the org has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows (org)" off

    @CC-PKCE-01
    Scenario Outline: <state> for the org and off for the app, a request without a code challenge is accepted
      Given the org has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows (org)" <state>
      When the app asks for authorization without a code challenge
      Then the authorization request is accepted

      Examples:
        | state          |
        | at its default |
        | off            |

    @CC-PKCE-34
    Scenario: Turned on for the org, a request without a code challenge is refused; turned off again, it is accepted
      Given the app asks for authorization without a code challenge
      And the authorization request is accepted
      When the administrator turns "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows (org)" on for the org
      And the same request is sent again
      Then the authorization request is refused
      But the same request was accepted before the change
      When the administrator turns "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows (org)" off for the org
      And the same request is sent again
      Then the authorization request is accepted

  Rule: A change for the app is in effect at once

    @CC-PKCE-32
    Scenario: Turned on, a request without a code challenge that was accepted is refused
      Given the app has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" off
      When the app asks for authorization without a code challenge
      And the administrator turns "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" on for the app
      And the same request is sent again
      Then the authorization request is refused
      But the same request was accepted before the change

    @CC-PKCE-33
    Scenario: Turned off again, a request without a code challenge that was refused is accepted
      Given the app has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" on
      When the app asks for authorization without a code challenge
      And the administrator turns "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" off for the app
      And the same request is sent again
      Then the authorization request is accepted
      But the same request was refused before the change

  Rule: The refusal says what is missing

    Background:
      Given the app has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" on

    @CC-PKCE-36 @CC-PKCE-37
    Scenario: A missing code challenge is answered with invalid_request
      When the app asks for authorization without a code challenge
      Then the authorization request is refused
      And the error is "invalid_request"
      But the same request with a code challenge is accepted
