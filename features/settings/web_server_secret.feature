Feature: Require Secret For Web Server Flow

  On, an app must send its consumer secret when it exchanges a code for tokens.
  A private client has the setting on. A public client, which cannot keep a
  secret, has it off.

  Background:
    Given a private client

  Rule: On, which is the default, the consumer secret is required

    @CC-SEC-01
    Scenario Outline: <state>, a token request without the consumer secret is refused
      Given the app has "Require Secret For Web Server Flow" <state>
      And the app holds an authorization code
      When the app exchanges the code without the consumer secret
      Then the token request is refused
      But the same request with the consumer secret is accepted

      Examples:
        | state          |
        | at its default |
        | on             |

    Scenario Outline: The consumer secret in <place> is accepted
      Given the app has "Require Secret For Web Server Flow" on
      And the app holds an authorization code
      When the app exchanges the code with the consumer secret in <place>
      Then the token request is accepted

      @CC-SEC-02
      Examples:
        | place    |
        | the body |

      @CC-SEC-03
      Examples:
        | place            |
        | the Basic header |

    @CC-SEC-03
    Scenario: The consumer secret in the Basic header is accepted beside a code verifier in the body
      Given the app has "Require Secret For Web Server Flow" on
      And the app holds an authorization code with a code challenge
      When the app exchanges the code with the consumer secret in the Basic header and the right code verifier
      Then the token request is accepted

    @CC-SEC-24
    Scenario: The client id and the consumer secret in the Basic header are form-decoded (profile strict)
      Given the app has "Require Secret For Web Server Flow" on
      And the app holds an authorization code
      When the app exchanges the code with the consumer secret in the Basic header, each character percent-encoded
      Then the token request is accepted

    @CC-SEC-06
    Scenario Outline: With the right code verifier, a token request <variation> is still refused
      Given the app has "Require Secret For Web Server Flow" on
      And the app holds an authorization code with a code challenge
      When the app exchanges the code <variation>
      Then the token request is refused
      But the same request with the consumer secret is accepted

      Examples:
        | variation                     |
        | without the consumer secret   |
        | with a wrong consumer secret  |
        | with an empty consumer secret |

    @CC-SEC-01
    Scenario: A token request without the consumer secret is refused, and accepted where the setting is off
      Given the app has "Require Secret For Web Server Flow" on
      And the app holds an authorization code with a code challenge
      When the app exchanges the code without the consumer secret
      Then the token request is refused
      But the same request is accepted when the app has "Require Secret For Web Server Flow" off

  Rule: Off, the consumer secret may be left out

    Background:
      Given the app has "Require Secret For Web Server Flow" off

    @CC-SEC-07
    Scenario: A token request without the consumer secret is accepted
      Given the app holds an authorization code
      When the app exchanges the code without the consumer secret
      Then the token request is accepted

    @CC-SEC-08
    Scenario: The right consumer secret is accepted
      Given the app holds an authorization code
      When the app exchanges the code with the consumer secret
      Then the token request is accepted

  Rule: A change is in effect at once

    @CC-SEC-11
    Scenario: Turned off, a token request without the consumer secret is accepted
      Given the app has "Require Secret For Web Server Flow" on
      And the app holds an authorization code with a code challenge
      When the administrator turns "Require Secret For Web Server Flow" off for the app
      And the app exchanges the code without the consumer secret
      Then the token request is accepted

    @CC-SEC-10
    Scenario: Turned on, a token request without the consumer secret is refused
      Given the app has "Require Secret For Web Server Flow" off
      And the app holds an authorization code
      When the administrator turns "Require Secret For Web Server Flow" on for the app
      And the app exchanges the code without the consumer secret
      Then the token request is refused
      But the same request is accepted once the administrator has turned "Require Secret For Web Server Flow" off for the app

  Rule: The consumer secret stands in one place, for one app

    @CC-SEC-22
    Scenario: A body that names another app than the Basic header is refused
      Given the app holds an authorization code
      When the app exchanges the code with the client id of another app in the body beside the app's own in the Basic header
      Then the token request is refused
      But the same request with the client id in the Basic header alone is accepted

    @CC-SEC-20 @CC-SEC-21
    Scenario: The consumer secret both in the body and in the Basic header is refused
      Given the app holds an authorization code
      When the app exchanges the code with the consumer secret in the body as well as the Basic header
      Then the token request is refused
      But the same request with the consumer secret in the body is accepted

    @CC-SEC-18
    Scenario: A consumer secret in the query is refused (profile strict)
      Given the app holds an authorization code
      When the app exchanges the code with the consumer secret in the query
      Then the token request is refused
      But the same request with the consumer secret in the body is accepted

    @CC-SEC-19
    Scenario: Observed only: whether a consumer secret in the query is accepted (profile salesforce)
      Given the app holds an authorization code
      When the app exchanges the code with the consumer secret in the query
      Then it is noted what the answer was

  Rule: A consumer secret cannot be guessed

    @CC-SEC-27
    Scenario: The consumer secrets of many apps cannot be guessed
      Given the app holds tokens
      When the administrator creates 24 apps and deletes them
      Then the consumer secrets of these apps hold at least 128 bits

  Rule: The refusal of a wrong consumer secret

    @CC-SEC-13
    Scenario: After a wrong consumer secret, the code still works
      Given the app holds an authorization code
      When the app exchanges the code with a wrong consumer secret
      And the same request is sent again with the consumer secret
      Then the token request is accepted
      But the request before was refused

    @CC-SEC-14
    Scenario: A wrong consumer secret is answered with 400 or 401 and invalid_client (profile salesforce)
      Given the app holds an authorization code
      When the app exchanges the code with a wrong consumer secret
      Then the token request is refused
      And the answer's status is 400 or 401
      And the error is "invalid_client"
      But the same request with the consumer secret is accepted

    @CC-SEC-15
    Scenario: A wrong consumer secret is answered with invalid_client (profile strict)
      Given the app holds an authorization code
      When the app exchanges the code with a wrong consumer secret
      Then the token request is refused
      And the error is "invalid_client"
      But the same request with the consumer secret is accepted

    @CC-SEC-16
    Scenario: A wrong consumer secret in a Basic header is answered with 401 and WWW-Authenticate (profile strict)
      Given the app holds an authorization code
      When the app exchanges the code with a wrong consumer secret in the Basic header
      Then the token request is refused
      And the answer's status is 401
      And the answer has the header "WWW-Authenticate"
      But the same request with the consumer secret in the Basic header is accepted

    @CC-SEC-17
    Scenario: A missing consumer secret is answered with invalid_client or invalid_request
      Given the app holds an authorization code
      When the app exchanges the code without the consumer secret
      Then the token request is refused
      And the error is "invalid_client" or "invalid_request"
      But the same request with the consumer secret is accepted
