Feature: Require Secret for Refresh Token Flow

  On, an app must send its consumer secret when it uses a refresh token. This
  setting is independent of the one for the web server flow.

  Background:
    Given a private client

  Rule: On, which is the default, the consumer secret is required

    @CC-RSEC-01
    Scenario Outline: <state>, a refresh request without the consumer secret is refused
      Given the app has "Require Secret for Refresh Token Flow" <state>
      And the app holds tokens
      When the app refreshes its tokens without the consumer secret
      Then the refresh request is refused
      But the same request with the consumer secret is accepted

      Examples:
        | state          |
        | at its default |
        | on             |

    @CC-RSEC-02
    Scenario Outline: The consumer secret in <place> is accepted
      Given the app has "Require Secret for Refresh Token Flow" on
      And the app holds tokens
      When the app refreshes its tokens with the consumer secret in <place>
      Then the refresh request is accepted

      Examples:
        | place            |
        | the body         |
        | the Basic header |

    @CC-CLIENT-08
    Scenario: Required for the refresh only, the consumer secret is not needed for the code
      Given the app has "Require Secret For Web Server Flow" off
      And the app has "Require Secret for Refresh Token Flow" on
      And the app holds an authorization code
      When the app exchanges the code without the consumer secret
      Then the token request is accepted

    @CC-SEC-12 @touches:CC-CLIENT-08
    Scenario: The consumer secret is required also where the web server flow does not require it
      Given the app has "Require Secret For Web Server Flow" off
      And the app has "Require Secret for Refresh Token Flow" on
      And the app holds tokens
      When the app refreshes its tokens without the consumer secret
      Then the refresh request is refused
      But the same request with the consumer secret is accepted

  Rule: Off, the consumer secret may be left out

    Background:
      Given the app has "Require Secret for Refresh Token Flow" off

    @CC-RSEC-05
    Scenario: A refresh request without the consumer secret is accepted
      Given the app holds tokens
      When the app refreshes its tokens without the consumer secret
      Then the refresh request is accepted

    @CC-RSEC-07
    Scenario: The right consumer secret is accepted
      Given the app holds tokens
      When the app refreshes its tokens with the consumer secret
      Then the refresh request is accepted

    @CC-CLIENT-08
    Scenario: Required for the code only, the consumer secret is not needed for the refresh
      Given the app has "Require Secret For Web Server Flow" on
      And the app holds tokens
      When the app refreshes its tokens without the consumer secret
      Then the refresh request is accepted

    @CC-RSEC-10 @touches:CC-CLIENT-08
    Scenario: The web server flow still requires the consumer secret
      Given the app has "Require Secret For Web Server Flow" on
      And the app holds an authorization code
      When the app exchanges the code without the consumer secret
      Then the token request is refused
      But the same request with the consumer secret is accepted

  Rule: A change is in effect at once

    @CC-RSEC-09
    Scenario: Turned off, a refresh request without the consumer secret is accepted
      Given the app has "Require Secret for Refresh Token Flow" on
      And the app holds tokens
      When the administrator turns "Require Secret for Refresh Token Flow" off for the app
      And the app refreshes its tokens without the consumer secret
      Then the refresh request is accepted

    @CC-RSEC-08
    Scenario: Turned on, a refresh request without the consumer secret is refused
      Given the app has "Require Secret for Refresh Token Flow" off
      And the app holds tokens
      When the administrator turns "Require Secret for Refresh Token Flow" on for the app
      And the app refreshes its tokens without the consumer secret
      Then the refresh request is refused
      But the same request is accepted once the administrator has turned "Require Secret for Refresh Token Flow" off for the app

  Rule: The refusal of a wrong consumer secret

    @CC-RSEC-11
    Scenario: After a wrong consumer secret, the refresh token still works
      Given the app holds tokens
      When the app refreshes its tokens with a wrong consumer secret
      And the same request is sent again with the consumer secret
      Then the refresh request is accepted
      But the request before was refused

    @CC-RSEC-12
    Scenario: A wrong consumer secret is answered with 400 or 401 and invalid_client (profile salesforce)
      Given the app holds tokens
      When the app refreshes its tokens with a wrong consumer secret
      Then the refresh request is refused
      And the answer's status is 400 or 401
      And the error is "invalid_client"
      But the same request with the consumer secret is accepted

    @CC-RSEC-13
    Scenario: A wrong consumer secret is answered with invalid_client (profile strict)
      Given the app holds tokens
      When the app refreshes its tokens with a wrong consumer secret
      Then the refresh request is refused
      And the error is "invalid_client"
      But the same request with the consumer secret is accepted
