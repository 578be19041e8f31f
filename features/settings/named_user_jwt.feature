Feature: Issue JSON Web Token (JWT)-based access tokens for named users

  On, the access token is a JWT that others can check. Off, it is opaque: nobody
  but the server can read it.

  Background:
    Given a private client

  @CC-JWT-01
  Scenario Outline: <state>, the access token is not a JWT (profile salesforce)
    Given the app has "Issue JSON Web Token (JWT)-based access tokens for named users" <state>
    And the app holds tokens
    Then the access token is not a JWT

    Examples:
      | state          |
      | at its default |
      | off            |

  @CC-JWT-02
  Scenario: On, the access token is a signed JWT (profile salesforce)
    Given the app has "Issue JSON Web Token (JWT)-based access tokens for named users" on
    And the app holds tokens
    Then the access token is a signed JWT

  @CC-JWT-03
  Scenario: On, the token response says how long the access token is valid (profile salesforce)
    Given the app has "Issue JSON Web Token (JWT)-based access tokens for named users" on
    And the app holds an authorization code
    When the app exchanges the code
    Then the token request is accepted
    And the answer has "expires_in"

  @CC-JWT-06
  Scenario: On, the token response tells the lifetime of the JWT (profile salesforce)
    Given the app has "Issue JSON Web Token (JWT)-based access tokens for named users" on
    And the app holds an authorization code
    When the app exchanges the code
    Then the access token's lifetime is the "expires_in" of the answer

  @CC-JWT-04
  Scenario: On, the JWT is signed with a key of the site (profile salesforce)
    Given the app has "Issue JSON Web Token (JWT)-based access tokens for named users" on
    And the app holds tokens
    Then the access token is signed with a key that the site publishes

  @CC-JWT-05
  Scenario: Turned on and off again, the next access token follows the setting (profile salesforce)
    Given the app has "Issue JSON Web Token (JWT)-based access tokens for named users" off
    And the app holds tokens
    Then the access token is not a JWT
    When the administrator turns "Issue JSON Web Token (JWT)-based access tokens for named users" on for the app
    And the app gets new tokens
    Then the access token is a signed JWT
    When the administrator turns "Issue JSON Web Token (JWT)-based access tokens for named users" off for the app
    And the app gets new tokens
    Then the access token is not a JWT

  @CC-JWT-07
  Scenario Outline: On, an access token <difference> is refused (profile salesforce)
    Given the app has "Selected OAuth Scopes" set to "api openid refresh_token"
    And the app has "Issue JSON Web Token (JWT)-based access tokens for named users" on
    And the app holds tokens
    And the access token is a signed JWT
    When the app asks for the user's information with the access token <difference>
    Then the userinfo request is refused
    But the same request with the access token is accepted

    Examples:
      | difference                 |
      | whose claims are altered   |
      | whose signature is missing |
      | whose algorithm is none    |
