Feature: Enable Authorization Code and Credentials Flow

  The setting of one app. The setting of the whole org must be on as well.

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

    @CC-FLOW-06 @touches:CC-ISO-01
    Scenario: Off for one app, the flow is accepted for another app
      Given another private client
      And the app has "Enable Authorization Code and Credentials Flow" off
      When another app asks for authorization
      Then the authorization request is accepted

  Rule: On, the app gets tokens

    @CC-FLOW-03
    Scenario: The app gets a code and tokens
      Given the app has "Enable Authorization Code and Credentials Flow" on
      When the app asks for authorization
      Then the authorization request is accepted
      When the app exchanges the code
      Then the token request is accepted

  Rule: A change is in effect at once

    @CC-FLOW-04
    Scenario: Turned on, a request that was refused is accepted
      Given the app has "Enable Authorization Code and Credentials Flow" off
      When the app asks for authorization
      And the administrator turns "Enable Authorization Code and Credentials Flow" on for the app
      And the same request is sent again
      Then the authorization request is accepted
      But the same request was refused before the change

    @CC-FLOW-05
    Scenario: Turned off again, a request that was accepted is refused
      Given the app has "Enable Authorization Code and Credentials Flow" on
      When the app asks for authorization
      And the administrator turns "Enable Authorization Code and Credentials Flow" off for the app
      And the same request is sent again
      Then the authorization request is refused
      But the same request was accepted before the change

  Rule: Off, the refusal tells nothing about the password, and the ordinary flow stays as it is

    Background:
      Given the app has "Enable Authorization Code and Credentials Flow" off

    @CC-FLOW-08
    Scenario: A right and a wrong password get the same answer
      When the app asks for authorization
      And the same request is sent again with a wrong password
      Then both answers are the same
      And the authorization request is refused
      But the same request with the user's own password is accepted when the app has "Enable Authorization Code and Credentials Flow" on

    @CC-FLOW-07
    Scenario: A request of the ordinary authorization code flow gets the same answer as with the setting on
      When the app asks for authorization with GET and the response type "code" without credentials
      And the same request is sent again when the app has "Enable Authorization Code and Credentials Flow" on
      Then both answers are the same
      But the same request with POST and the response type "code_credentials" and the user's credentials in the body is accepted

    @CC-FLOW-09
    Scenario: Observed only: the form of the refusal (profile salesforce)
      When the app asks for authorization
      Then it is noted what the answer was

    @CC-FLOW-10
    Scenario: The refusal names an error that fits (profile strict)
      When the app asks for authorization
      Then the authorization request is refused
      And the error is "unauthorized_client" or "unsupported_response_type"
      But the same request is accepted when the app has "Enable Authorization Code and Credentials Flow" on
