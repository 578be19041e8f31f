Feature: Enable OAuth

  Off, the endpoints do not know the client id of the app.

  Background:
    Given a private client

  Rule: Off, which is the default, the app is unknown

    @CC-OAUTH-01
    Scenario Outline: <state>, the authorization request is refused
      Given the app has "Enable OAuth" <state>
      When the app asks for authorization
      Then the authorization request is refused
      But the same request is accepted when the app has "Enable OAuth" on

      Examples:
        | state          |
        | at its default |
        | off            |

    @CC-OAUTH-08
    Scenario Outline: <state>, the authorization request is not redirected
      Given the app has "Enable OAuth" <state>
      And the app asks for authorization
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request is accepted when the app has "Enable OAuth" on

      Examples:
        | state          |
        | at its default |
        | off            |

  Rule: On, the app is known

    @CC-OAUTH-02
    Scenario: The app gets tokens
      Given the app has "Enable OAuth" on
      When the app asks for authorization
      Then the authorization request is accepted
      When the app exchanges the code
      Then the token request is accepted

  Rule: A change is in effect at once

    @CC-OAUTH-05
    Scenario: Turned off again, a request that was accepted is refused
      Given the app has "Enable OAuth" on
      When the app asks for authorization
      And the administrator turns "Enable OAuth" off for the app
      And the same request is sent again
      Then the authorization request is refused
      But the same request was accepted before the change

    @CC-OAUTH-04
    Scenario: Turned on, a request that was refused is accepted
      Given the app has "Enable OAuth" off
      When the app asks for authorization
      And the administrator turns "Enable OAuth" on for the app
      And the same request is sent again
      Then the authorization request is accepted
      But the same request was refused before the change

    @CC-OAUTH-03
    Scenario: Turned off, a code that the app already has is refused
      Given the app has "Enable OAuth" on
      And the app holds an authorization code
      When the administrator turns "Enable OAuth" off for the app
      And the app exchanges the code
      Then the token request is refused
      But the same request is accepted once the administrator has turned "Enable OAuth" on for the app

  Rule: Off, the answer does not show that the app exists

    @CC-OAUTH-14
    Scenario: The app's client id and one that never existed get the same answer
      Given the app has "Enable OAuth" off
      When the app asks for authorization
      And the same request is sent again with an unknown client id
      Then both answers are the same
      And the authorization request is refused
      But the same request with the app's own client id is accepted when the app has "Enable OAuth" on
