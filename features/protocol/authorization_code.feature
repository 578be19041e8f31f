Feature: The authorization code

  A code is good for one exchange, within minutes, by the app that it was given
  to and for the callback URL that it went to.

  Background:
    Given a private client

  Rule: It is used once

    @CC-CODE-01
    Scenario: A second exchange is refused
      Given the app holds an authorization code
      When the app exchanges the code
      Then the token request is accepted
      When the same request is sent again
      Then the token request is refused
      But the same request is accepted

    @CC-CODE-02
    Scenario: A second exchange revokes the refresh token that the code gave
      Given the app holds tokens
      When the app exchanges the code
      And the app refreshes its tokens
      Then the refresh request is refused
      But the same request is accepted

    @CC-CODE-02
    Scenario: A second exchange revokes the access token that the code gave
      Given the app has "Selected OAuth Scopes" set to "api refresh_token openid"
      And the app holds tokens
      When the app exchanges the code
      And the app asks for the user's information
      Then the userinfo request is refused
      But the same request is accepted

    @CC-CODE-14
    Scenario: Of exchanges at the same moment, one at most succeeds
      Given the app holds an authorization code
      Then of 5 token requests for the code at the same moment, one at most is accepted

    @CC-CODE-10
    Scenario: No two requests get the same code
      When the app asks for authorization
      And the same request is sent again
      Then the code is another one than before

  Rule: It is compared to the letter

    @CC-CODE-06
    Scenario Outline: A token request with <code> is refused
      Given the app holds an authorization code
      When the app exchanges the code with <code>
      Then the token request is refused
      But the same request with the code is accepted

      Examples:
        | code                                      |
        | a made-up code                            |
        | the code short of its last character      |
        | the code in swapped case                  |
        | the parameter "code" set to "{code}A"     |
        | the parameter "code" set to "A{code}"     |
        | the parameter "code" set to ""            |

  Rule: It belongs to the callback URL that it went to

    @CC-CODE-05
    Scenario Outline: A token request <variation> is refused
      Given the app holds an authorization code
      When the app exchanges the code <variation>
      Then the token request is refused
      But the same request with the registered callback URL is accepted

      Examples:
        | variation                            |
        | without the parameter "redirect_uri" |
        | with the callback URL ""             |

    @CC-CODE-13
    Scenario: Another callback URL is answered with redirect_uri_mismatch or invalid_grant
      Given the app holds an authorization code
      When the app exchanges the code with the callback URL "https://attacker.example/callback"
      Then the token request is refused
      And the error is "redirect_uri_mismatch" or "invalid_grant"
      But the same request with the registered callback URL is accepted

  Rule: It lives for minutes

    @CC-CODE-09
    Scenario: After five seconds it is accepted
      Given the app holds an authorization code
      When 5 seconds pass
      And the app exchanges the code
      Then the token request is accepted

    Scenario Outline: After <minutes> minutes it is refused
      Given the app holds an authorization code
      When <minutes> minutes pass
      And the app exchanges the code
      Then the token request is refused
      But the same request is accepted

      @CC-CODE-07
      Examples: The vendor's documents say fifteen
        | minutes |
        | 16      |

      @CC-CODE-08
      Examples: RFC 6749 recommends ten at most
        | minutes |
        | 11      |

  Rule: The refusal says that the code is no good

    @CC-CODE-11
    Scenario: A used code is answered 400 with invalid_grant
      Given the app holds tokens
      When the app exchanges the code
      Then the token request is refused
      And the answer's status is 400
      And the error is "invalid_grant"
      But the same request is accepted

    @CC-CODE-11
    Scenario: An expired code is answered 400 with invalid_grant
      Given the app holds an authorization code
      When 16 minutes pass
      And the app exchanges the code
      Then the token request is refused
      And the answer's status is 400
      And the error is "invalid_grant"
      But the same request is accepted

    @CC-CODE-12
    Scenario Outline: To RFC 6749, a token request with <code> is answered with invalid_grant
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
    Scenario: To RFC 6749, an expired code is answered with invalid_grant
      Given the app holds an authorization code
      When 1 day passes
      And the app exchanges the code
      Then the token request is refused
      And the error is "invalid_grant"
      But the same request is accepted
