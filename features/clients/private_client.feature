Feature: A private client

  An app with a server of its own that keeps the consumer secret: both secret settings
  are on, as the article recommends. PKCE is recommended as well.

  Background:
    Given a private client

  @CC-CLIENT-01
  Scenario: A private client gets tokens and refreshes them with its consumer secret
    When the app asks for authorization
    Then the authorization request is accepted
    When the app exchanges the code with the consumer secret
    Then the token request is accepted
    And a refresh token is given
    When the app refreshes its tokens with the consumer secret
    Then the refresh request is accepted

  @CC-CLIENT-02
  Scenario: With PKCE, a private client gets tokens with its consumer secret and the code verifier
    Given the app has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" on
    When the app asks for authorization with a code challenge
    Then the authorization request is accepted
    When the app exchanges the code with the consumer secret and the right code verifier
    Then the token request is accepted

  @CC-CLIENT-02
  Scenario Outline: With PKCE, a token request of a private client <variation> is refused
    Given the app has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" on
    And the app holds an authorization code
    When the app exchanges the code <variation>
    Then the token request is refused
    But the same request with the consumer secret and the right code verifier is accepted

    Examples:
      | variation                    |
      | without the consumer secret  |
      | without the code verifier    |
      | with a wrong consumer secret |
      | with a wrong code verifier   |

  @CC-CLIENT-04
  Scenario: With the user's credentials in the POST body, a private client gets tokens and refreshes them
    Given the app has "Require user credentials in the POST body for Authorization Code and Credentials Flow" on
    When the app asks for authorization with the user's credentials in the body
    Then the authorization request is accepted
    When the app exchanges the code with the consumer secret
    Then the token request is accepted
    When the app refreshes its tokens with the consumer secret
    Then the refresh request is accepted

  @CC-SEC-26
  Scenario: No answer has the consumer secret
    Given the app has "Selected OAuth Scopes" set to "api openid refresh_token"
    And the app asks for authorization with a wrong password
    And it is noted what the answer was
    And the app holds tokens
    And the app asks for the user's information
    And the app introspects the access token
    And the app refreshes its tokens
    And the app reads the site's metadata
    When the app revokes the refresh token
    Then no answer so far has the consumer secret
