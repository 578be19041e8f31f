Feature: The authorization code

  A code can be exchanged once, within minutes, by the app that it was given
  to and for the callback URL that it was sent to.

  Background:
    Given a private client

  Rule: A code works once

    @CC-CODE-01
    Scenario: A second exchange of a code is refused
      Given the app holds an authorization code
      And the app exchanges the code
      And the token request is accepted
      When the same request is sent again
      Then the token request is refused
      But the same request with a new code is accepted

    @CC-CODE-02
    Scenario: A second exchange of a code revokes the refresh token that the code gave
      Given the app holds tokens
      When the app exchanges the code
      And the app refreshes its tokens
      Then the refresh request is refused
      But the same request with new tokens is accepted

    @CC-CODE-02
    Scenario: A second exchange of a code revokes the access token that the code gave
      Given the app has "Selected OAuth Scopes" set to "api refresh_token openid"
      And the app holds tokens
      When the app exchanges the code
      And the app asks for the user's information
      Then the userinfo request is refused
      But the same request with new tokens is accepted

    @CC-CODE-14
    Scenario: Of many exchanges of one code at the same moment, at most one is accepted
      Given the app holds an authorization code
      When the app exchanges the code
      Then of many such requests at the same moment, each time with a new code, at most one is accepted

    @CC-CODE-10
    Scenario: No two requests get the same code
      When the app asks for authorization
      And the same request is sent again
      Then the code is not the same as before

  Rule: A code belongs to the app that asked for it

    @CC-CODE-03
    Scenario: Another app, with its own consumer secret, cannot exchange the code
      Given another private client
      And the app holds an authorization code
      When the app exchanges the code with the identity of another app
      Then the token request is refused
      But the same request with the app's own client id and the consumer secret is accepted

  Rule: The error for another callback URL

    @CC-CODE-13
    Scenario: Another callback URL is answered with redirect_uri_mismatch or invalid_grant (profile salesforce)
      Given the app holds an authorization code
      When the app exchanges the code with the callback URL "https://attacker.example/callback"
      Then the token request is refused
      And the error is "redirect_uri_mismatch" or "invalid_grant"
      But the same request with the registered callback URL is accepted

  Rule: A code works for minutes

    @CC-CODE-09
    Scenario: After five seconds a code is accepted
      Given the app holds an authorization code
      When 5 seconds pass
      And the app exchanges the code
      Then the token request is accepted

    Scenario Outline: After <minutes> minutes a code is refused (profile <profile>)
      Given the app holds an authorization code
      When <minutes> minutes pass
      And the app exchanges the code
      Then the token request is refused
      But the same request with a new code is accepted

      @CC-CODE-07
      Examples: Salesforce's documents say fifteen
        | minutes | profile    |
        | 16      | salesforce |

      @CC-CODE-08
      Examples: RFC 6749 recommends ten at most
        | minutes | profile |
        | 11      | strict  |

  Rule: The error for a code that does not work

    @CC-CODE-11
    Scenario: A used code is answered with 400 and invalid_grant (profile salesforce)
      Given the app holds tokens
      When the app exchanges the code
      Then the token request is refused
      And the answer's status is 400
      And the error is "invalid_grant"
      But the same request with a new code is accepted

    @CC-CODE-11
    Scenario: An expired code is answered with 400 and invalid_grant (profile salesforce)
      Given the app holds an authorization code
      When 16 minutes pass
      And the app exchanges the code
      Then the token request is refused
      And the answer's status is 400
      And the error is "invalid_grant"
      But the same request with a new code is accepted

    @CC-CODE-12
    Scenario Outline: A token request with <code> is answered with invalid_grant (profile strict)
      Given the app holds tokens
      When the app exchanges the code with <code>
      Then the token request is refused
      And the error is "invalid_grant"
      But the same request with the code is accepted

      Examples:
        | code           |
        | the code again |
        | a made-up code |

    @CC-CODE-12
    Scenario: An expired code is answered with invalid_grant (profile strict)
      Given the app holds an authorization code
      When 1 day passes
      And the app exchanges the code
      Then the token request is refused
      And the error is "invalid_grant"
      But the same request with a new code is accepted
