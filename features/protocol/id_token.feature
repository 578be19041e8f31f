Feature: The ID token

  With the scope openid, an ID token tells the app who logged in. The site
  signs it.

  Background:
    Given a private client
    And the app has "Selected OAuth Scopes" set to "api openid"

  @CC-IDT-01
  Scenario: The ID token is signed with a key of the site
    Given the app holds tokens
    Then the ID token is signed with a key that the site publishes

  @CC-IDT-02
  Scenario Outline: The ID token has the claim <claim>
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
  Scenario: The ID token is for the app that asked
    Given the app holds tokens
    Then the ID token is for the app

  @CC-IDT-03
  Scenario: The ID token has the nonce of the authorization request
    Given the app holds tokens with the parameter "nonce" set to "n-0S6_WzA2Mj"
    Then the ID token has the claim "nonce" set to "n-0S6_WzA2Mj"

  @CC-IDT-04
  Scenario: The issuer of the ID token is the site (profile salesforce)
    Given the app holds tokens
    Then the ID token has the claim "iss" set to the site's URL

  @CC-IDT-05
  Scenario: The ID token is valid for two minutes (profile salesforce)
    Given the app holds tokens
    Then the ID token is valid for 2 minutes

  @CC-IDT-06
  Scenario: The at_hash of the ID token is that of the access token
    Given the app holds tokens
    Then the ID token's at_hash, if it has one, is that of the access token

  @CC-IDT-07
  Scenario: The azp of the ID token is the app
    Given the app holds tokens
    Then the ID token's azp, if it has one, is the app's client id

  @CC-IDT-08
  Scenario: The ID token of a refresh is for the same user and the same app
    Given the app has "Selected OAuth Scopes" set to "api openid refresh_token"
    And the app holds tokens
    When the app refreshes its tokens
    Then the refresh request is accepted
    And the ID token, if there is a new one, has the iss, the sub and the aud of the one before
