Feature: Enable Authorization Code and Credentials Flow

  The app's own switch, under the org-wide one.

  Background:
    Given a private client

  Rule: Off, which is the default, the flow is refused for this app

    @CC-FLOW-01
    Scenario Outline: <state>, the authorization request is refused
      Given the app has "Enable Authorization Code and Credentials Flow" <state>
      When the app asks for authorization
      Then the authorization request is refused
      But the same request is accepted when the app has "Enable Authorization Code and Credentials Flow" on

      Examples:
        | state          |
        | at its default |
        | off            |

    @CC-FLOW-02
    Scenario Outline: Off, a request with <variation> is refused too
      Given the app has "Enable Authorization Code and Credentials Flow" off
      When the app asks for authorization with <variation>
      Then the authorization request is refused
      But the same request is accepted when the app has "Enable Authorization Code and Credentials Flow" on

      Examples:
        | variation                               |
        | credentials in the Basic header         |
        | GET and credentials in the Basic header |
        | a code challenge                        |

    @CC-FLOW-06 @CC-ISO-01
    Scenario: Off for one app, it is still on for another
      Given another private client
      And the app has "Enable Authorization Code and Credentials Flow" off
      When the app asks for authorization
      Then the authorization request is refused
      But the same request is accepted from another app

  Rule: On, the app gets tokens

    @CC-FLOW-03
    Scenario: A code and tokens are given
      Given the app has "Enable Authorization Code and Credentials Flow" on
      When the app asks for authorization
      Then the authorization request is accepted
      When the app exchanges the code
      Then the token request is accepted

  Rule: A change is in effect at once

    @CC-FLOW-04
    Scenario: Turned on, the flow opens for the app
      Given the app has "Enable Authorization Code and Credentials Flow" off
      When the app asks for authorization
      Then the authorization request is refused
      But the same request is accepted once the administrator has turned "Enable Authorization Code and Credentials Flow" on for the app

    @CC-FLOW-05 @CC-CHG-12
    Scenario: Turned off again, the flow closes for the app
      Given the app has "Enable Authorization Code and Credentials Flow" on
      When the app asks for authorization
      Then the authorization request is accepted
      When the administrator turns "Enable Authorization Code and Credentials Flow" off for the app
      And the same request is sent again
      Then the authorization request is refused
      But the same request is accepted once the administrator has turned "Enable Authorization Code and Credentials Flow" on for the app
