Feature: Settings that are changed back

  After a setting is changed and changed back, requests get the same answers as before.

  Background:
    Given a private client

  @CC-CHG-12
  Scenario Outline: "<setting>" turned off and on again for <whom>: the request is accepted again
    Given the app asks for authorization
    And the authorization request is accepted
    And the administrator turns "<setting>" off for <whom>
    And the same request is sent again
    And the authorization request is refused
    But the same request was accepted before the change
    When the administrator turns "<setting>" on for <whom>
    And the same request is sent again
    Then the authorization request is accepted

    Examples:
      | setting                                        | whom    |
      | Allow Authorization Code and Credentials Flows | the org |
      | Enable OAuth                                   | the app |
      | Enable Authorization Code and Credentials Flow | the app |

  @CC-CHG-12
  Scenario Outline: "<setting>" turned on and off again: the request is accepted again
    Given the app asks for authorization <request>
    And the authorization request is accepted
    And the administrator turns "<setting>" on for the app
    And the same request is sent again
    And the authorization request is refused
    But the same request was accepted before the change
    When the administrator turns "<setting>" off for the app
    And the same request is sent again
    Then the authorization request is accepted

    Examples:
      | setting                                                                                | request                              |
      | Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows | without a code challenge             |
      | Require user credentials in the POST body for Authorization Code and Credentials Flow  | with credentials in the Basic header |

  @CC-CHG-12
  Scenario: "Require Secret For Web Server Flow" turned off and on again: the consumer secret is required again
    Given the app holds an authorization code with the code challenge method "S256"
    And the administrator turns "Require Secret For Web Server Flow" off for the app
    And the app exchanges the code without the consumer secret
    And the token request is accepted
    When the administrator turns "Require Secret For Web Server Flow" on for the app
    And the app holds an authorization code with the code challenge method "S256"
    And the app exchanges the code without the consumer secret
    Then the token request is refused
    But the same request with the consumer secret is accepted

  @CC-CHG-12
  Scenario: "Require Secret for Refresh Token Flow" turned off and on again: the consumer secret is required again
    Given the app holds tokens
    And the administrator turns "Require Secret for Refresh Token Flow" off for the app
    And the app refreshes its tokens without the consumer secret
    And the refresh request is accepted
    When the administrator turns "Require Secret for Refresh Token Flow" on for the app
    And the app refreshes its tokens without the consumer secret
    Then the refresh request is refused
    But the same request with the consumer secret is accepted
