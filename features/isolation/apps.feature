Feature: Apps of one org

  A setting of one app does not change the answers to another app.

  Background:
    Given a private client
    And another private client

  @CC-ISO-01
  Scenario Outline: "<setting>" <state> for one app does not affect another app
    Given the app has "<setting>" <state>
    When another app asks for authorization <request>
    Then the authorization request is accepted

    Examples:
      | setting                                                                                | state | request                              |
      | Enable Authorization Code and Credentials Flow                                         | off   | with POST                            |
      | Require user credentials in the POST body for Authorization Code and Credentials Flow  | on    | with credentials in the Basic header |
      | Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows | on    | without a code challenge             |

  @CC-ISO-01
  Scenario: "Require Secret For Web Server Flow" off for one app does not affect another app
    Given the app has "Require Secret For Web Server Flow" off
    And another app asks for authorization
    And the authorization request is accepted
    When the app exchanges the code without the consumer secret
    Then the token request is refused
    But the same request with the consumer secret is accepted

  @CC-ISO-01
  Scenario: "Require Secret for Refresh Token Flow" off for one app does not affect another app
    Given the app has "Require Secret for Refresh Token Flow" off
    And another app asks for authorization
    And the authorization request is accepted
    And the app exchanges the code
    And the token request is accepted
    When the app refreshes its tokens without the consumer secret
    Then the refresh request is refused
    But the same request with the consumer secret is accepted

  @CC-ISO-01
  Scenario: "Enable Refresh Token Rotation" on for one app does not affect another app
    Given the app has "Enable Refresh Token Rotation" on
    And another app has "Enable Refresh Token Rotation" off
    And another app asks for authorization
    And the authorization request is accepted
    And the app exchanges the code
    And the app refreshes its tokens
    And the refresh request is accepted
    When the app refreshes its tokens with the first refresh token
    Then the refresh request is accepted

  @CC-ISO-01
  Scenario: "Issue JSON Web Token (JWT)-based access tokens for named users" on for one app does not affect another app
    Given the app has "Issue JSON Web Token (JWT)-based access tokens for named users" on
    And another app has "Issue JSON Web Token (JWT)-based access tokens for named users" off
    And another app asks for authorization
    And the authorization request is accepted
    When the app exchanges the code
    Then the token request is accepted
    And the access token is not a JWT

  @CC-ISO-01
  Scenario: Turned off for one app, the flow is still accepted for another app
    When the administrator turns "Enable Authorization Code and Credentials Flow" off for the app
    And the app asks for authorization
    Then the authorization request is refused
    But the same request is accepted from another app
