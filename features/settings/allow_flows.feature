Feature: Allow Authorization Code and Credentials Flows

  The setting of the whole org. By default the flow is blocked for every external client
  app of the org, whatever the app's own settings say.

  Rule: By default the flow is blocked for all apps

    @CC-ORG-01
    Scenario Outline: In an org on which nothing is set, a <kind> client is refused
      Given an org on which nothing is set
      And a <kind> client
      When the app asks for authorization
      Then the authorization request is refused
      But the same request is accepted when the org has "Allow Authorization Code and Credentials Flows" on

      Examples:
        | kind    |
        | private |
        | public  |

  Rule: Off, every way to ask for the flow is refused

    Background:
      Given a private client
      And the org has "Allow Authorization Code and Credentials Flows" off

    @CC-ORG-02
    Scenario Outline: A request with <variation> is refused
      When the app asks for authorization with <variation>
      Then the authorization request is refused
      But the same request is accepted when the org has "Allow Authorization Code and Credentials Flows" on

      Examples:
        | variation                               |
        | credentials in the body                 |
        | credentials in the Basic header         |
        | GET and credentials in the Basic header |
        | a code challenge                        |
        | the scope "api"                         |

    @CC-ORG-03
    Scenario: An app that requires the POST body is refused too
      Given the app has "Require user credentials in the POST body for Authorization Code and Credentials Flow" on
      When the app asks for authorization
      Then the authorization request is refused
      But the same request is accepted when the org has "Allow Authorization Code and Credentials Flows" on

  Rule: On, apps that enable the flow may use it

    @CC-ORG-04
    Scenario Outline: A <kind> client is accepted
      Given a <kind> client
      And the org has "Allow Authorization Code and Credentials Flows" on
      When the app asks for authorization
      Then the authorization request is accepted

      Examples:
        | kind    |
        | private |
        | public  |

    @CC-ORG-05 @touches:CC-FLOW-01
    Scenario: On for the org and off for the app, a request is refused
      Given a private client
      And the org has "Allow Authorization Code and Credentials Flows" on
      And the app has "Enable Authorization Code and Credentials Flow" at its default
      When the app asks for authorization
      Then the authorization request is refused
      But the same request is accepted when the app has "Enable Authorization Code and Credentials Flow" on

  Rule: A change is in effect at once

    @CC-ORG-06
    Scenario: Turned on, a request that was refused is accepted
      Given a private client
      And the org has "Allow Authorization Code and Credentials Flows" off
      When the app asks for authorization
      And the administrator turns "Allow Authorization Code and Credentials Flows" on for the org
      And the same request is sent again
      Then the authorization request is accepted
      But the same request was refused before the change

    @CC-ORG-07
    Scenario: Turned off again, a request that was accepted is refused
      Given a private client
      And the org has "Allow Authorization Code and Credentials Flows" on
      And the app asks for authorization
      And the authorization request is accepted
      When the administrator turns "Allow Authorization Code and Credentials Flows" off for the org
      And the same request is sent again
      Then the authorization request is refused
      But the same request was accepted before the change

  Rule: Off, the refusal gives no code and tells nothing about the password

    Background:
      Given a private client
      And the org has "Allow Authorization Code and Credentials Flows" off

    @CC-ORG-08
    Scenario Outline: After the refusal, a token request <variation> is refused
      When the app asks for authorization
      And the app still asks for tokens <variation>
      Then the token request is refused
      But the same request with the code is accepted when the org has "Allow Authorization Code and Credentials Flows" on

      Examples:
        | variation                           |
        | with a made-up code                 |
        | with the parameter "code" set to "" |

    @CC-ORG-10
    Scenario: A right and a wrong password get the same answer
      When the app asks for authorization
      And the same request is sent again with a wrong password
      Then both answers are the same
      And the authorization request is refused
      But the same request with the user's own password is accepted when the org has "Allow Authorization Code and Credentials Flows" on

    @CC-ORG-09
    Scenario: A request of the ordinary authorization code flow gets the same answer as with the setting on
      When the app asks for authorization with GET and the response type "code" without credentials
      And the same request is sent again when the org has "Allow Authorization Code and Credentials Flows" on
      Then both answers are the same
      But the same request with POST and the response type "code_credentials" and the user's credentials in the body is accepted

    @CC-ORG-11
    Scenario: Observed only: the form of the refusal (profile salesforce)
      When the app asks for authorization
      Then it is noted what the answer was

    @CC-ORG-12
    Scenario: The refusal names an error that fits (profile strict)
      When the app asks for authorization
      Then the authorization request is refused
      And the error is "unauthorized_client" or "unsupported_response_type" or "access_denied"
      But the same request is accepted when the org has "Allow Authorization Code and Credentials Flows" on
