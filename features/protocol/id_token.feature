Feature: The ID token

  With the scope openid, the app is told who logged in by a token that the site
  signs.

  Background:
    Given a private client
    And the app has "Selected OAuth Scopes" set to "api openid"

  @CC-IDT-01
  Scenario: It is signed with a key of the site
    Given the app holds tokens
    Then the ID token is signed with a key that the site publishes

  @CC-IDT-02
  Scenario Outline: It has the claim <claim>
    Given the app holds tokens
    Then the ID token has the claim "<claim>"

    Examples:
      | claim |
      | iss   |
      | sub   |
      | aud   |
      | exp   |
      | iat   |

  @CC-IDT-02
  Scenario: It is for the app that asked
    Given the app holds tokens
    Then the ID token is for the app

  @CC-IDT-03
  Scenario: The nonce of the authorization request comes back in it
    Given the app holds tokens with the parameter "nonce" set to "n-0S6_WzA2Mj"
    Then the ID token has the claim "nonce" set to "n-0S6_WzA2Mj"

  @CC-IDT-04
  Scenario: Its issuer is the site
    Given the app holds tokens
    Then the ID token has the claim "iss" set to "{site}"

  @CC-IDT-05
  Scenario: How long it is valid
    Given the app holds tokens
    Then it is noted how long the ID token is valid
