Feature: Introspection

  An app asks whether a token is active. It is told of its own tokens, and of no
  others.

  Background:
    Given a private client

  @CC-INTRO-01
  Scenario Outline: The <kind> token that the app was given is reported as active
    Given the app holds tokens
    When the app introspects the <kind> token
    Then the introspection request is accepted
    And the token is reported as active

    Examples:
      | kind    |
      | access  |
      | refresh |

  @CC-INTRO-02
  Scenario Outline: A revoked <kind> token is reported as inactive
    Given the app holds tokens
    When the app revokes the <kind> token
    And the app introspects the <kind> token
    Then the introspection request is accepted
    And the answer's status is 200
    And the token is reported as inactive
    But the same request with new tokens is accepted
    And the token is reported as active

    Examples:
      | kind    |
      | access  |
      | refresh |

  @CC-INTRO-02
  Scenario: A refresh token that was replaced is reported as inactive
    Given the app has "Enable Refresh Token Rotation" on
    And the app holds tokens
    And the app refreshes its tokens
    And the refresh request is accepted
    And the refresh token is a new one
    When the app introspects the refresh token with the previous refresh token
    Then the introspection request is accepted
    And the answer's status is 200
    And the token is reported as inactive
    But the same request with the refresh token is accepted
    And the token is reported as active

  @CC-INTRO-02
  Scenario: An access token whose lifetime is over is reported as inactive
    Given the app has "Issue JSON Web Token (JWT)-based access tokens for named users" on
    And the app holds tokens
    When the lifetime of the access token passes
    And the app introspects the access token
    Then the introspection request is accepted
    And the answer's status is 200
    And the token is reported as inactive
    But the same request with new tokens is accepted
    And the token is reported as active

  @CC-INTRO-02
  Scenario: A refresh token whose lifetime is over is reported as inactive
    Given the app has "Refresh Token Policy" set to "Expire refresh token after specific time"
    And the app has "Refresh Token Validity" set to "1 hour"
    And the app holds tokens
    When 2 hours pass
    And the app introspects the refresh token
    Then the introspection request is accepted
    And the answer's status is 200
    And the token is reported as inactive
    But the same request with new tokens is accepted
    And the token is reported as active

  @CC-INTRO-04
  Scenario: The token of another app is not reported as active
    Given another private client
    And the app holds tokens
    When another app introspects the access token
    Then the token is not reported as active
    But the same request with tokens of its own is accepted
    And the token is reported as active

  @CC-INTRO-05
  Scenario Outline: The answer for an active token has <member> (profile salesforce)
    Given the app holds tokens
    When the app introspects the access token
    Then the token is reported as active
    And the answer has "<member>"

    Examples:
      | member     |
      | scope      |
      | client_id  |
      | username   |
      | sub        |
      | token_type |

  @CC-INTRO-05
  Scenario: The answer for an active token names the app and the user (profile salesforce)
    Given the app holds tokens
    When the app introspects the access token
    Then the token is reported as active
    And the answer has "client_id" set to the app's client id
    And the answer has "username" set to the user's username

  @CC-INTRO-07
  Scenario Outline: With the token_type_hint "<hint>", the <kind> token is reported as active all the same (profile strict)
    Given the app holds tokens
    When the app introspects the <kind> token with the parameter "token_type_hint" set to "<hint>"
    Then the token is reported as active

    Examples:
      | kind    | hint             |
      | access  | refresh_token    |
      | access  | codecred_unknown |
      | refresh | access_token     |
      | refresh | codecred_unknown |

  @CC-INTRO-08
  Scenario: The answer for a token that is not active tells nothing else of it (profile strict)
    Given the app holds tokens
    When the app introspects the access token with a made-up token
    Then the token is reported as inactive
    And nothing else is told of the token
    But the same request with the access token is accepted
    And the token is reported as active
