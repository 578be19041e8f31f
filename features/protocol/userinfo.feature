Feature: The UserInfo endpoint

  It tells the app to which user an access token belongs.

  Background:
    Given a private client
    And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
    And the app holds tokens

  @CC-USERINFO-01
  Scenario Outline: A <method> request with the access token is answered with the claims of the user
    When the app asks for the user's information with <method>
    Then the userinfo request is accepted
    And the answer has "sub"

    Examples:
      | method |
      | GET    |
      | POST   |

  @CC-USERINFO-50
  Scenario: An access token in the query is refused (profile strict)
    When the app asks for the user's information with the access token in the query
    Then the userinfo request is refused
    But the same request with the access token is accepted

  @CC-USERINFO-02
  Scenario Outline: The subject in the answer to a <method> request is that of the ID token
    Given the app asks for the user's information with <method>
    And the userinfo request is accepted
    Then the answer's subject is that of the ID token

    Examples:
      | method |
      | GET    |
      | POST   |

  @CC-HTTP-04
  Scenario: The claims of the user are JSON, and say so
    Given the app asks for the user's information
    And the userinfo request is accepted
    Then the answer is JSON

  @CC-USERINFO-03
  Scenario: An access token whose lifetime is over is refused
    Given the app has "Issue JSON Web Token (JWT)-based access tokens for named users" on
    And the app gets new tokens
    When the lifetime of the access token passes
    And the app asks for the user's information
    Then the userinfo request is refused
    But the same request with new tokens is accepted

  @CC-USERINFO-04
  Scenario: A request without an access token is answered with WWW-Authenticate Bearer (profile strict)
    Given the app asks for the user's information without an access token
    And the userinfo request is refused
    Then the answer has the header "WWW-Authenticate" with "Bearer"
    But the same request with the access token is accepted

  @CC-USERINFO-20
  Scenario: A request without an access token is answered with 401 (profile strict)
    Given the app asks for the user's information without an access token
    And the userinfo request is refused
    Then the answer's status is 401
    But the same request with the access token is accepted

  @CC-USERINFO-21
  Scenario: Observed only: how a request without an access token is refused (profile salesforce)
    When the app asks for the user's information without an access token
    Then it is noted what the answer was

  @CC-USERINFO-05
  Scenario: A made-up access token is answered with invalid_token (profile strict)
    When the app asks for the user's information with a made-up token
    Then the userinfo request is refused
    And the answer has the header "WWW-Authenticate" with "invalid_token"
    But the same request with the access token is accepted

  @CC-USERINFO-06
  Scenario Outline: The claims have <claim> (profile salesforce)
    Given the app asks for the user's information
    And the userinfo request is accepted
    Then the answer has "<claim>"

    Examples:
      | claim           |
      | user_id         |
      | organization_id |

  @CC-USERINFO-11
  Scenario Outline: Observed only: whether the claims have <claim> (profile salesforce)
    Given the app asks for the user's information
    And the userinfo request is accepted
    Then it is noted whether the answer has "<claim>"

    Examples:
      | claim |
      | name  |
      | email |

  Rule: The identity URL of a token response tells the app who the user is

    @CC-USERINFO-07
    Scenario: Asked with the access token, it answers with the user's name (profile salesforce)
      When the app asks who the user is at the identity URL
      Then the identity request is accepted
      And the answer has "username" set to the user's username

    @CC-USERINFO-08
    Scenario Outline: The answer has <member> (profile salesforce)
      Given the app asks who the user is at the identity URL
      And the identity request is accepted
      Then the answer has "<member>"

      Examples:
        | member          |
        | user_id         |
        | organization_id |
        | email           |

    @CC-USERINFO-09
    Scenario Outline: Asked <variation>, it tells nothing (profile salesforce)
      When the app asks who the user is at the identity URL <variation>
      Then the identity request is refused
      But the same request with the access token is accepted

      Examples:
        | variation               |
        | without an access token |
        | with a made-up token    |

    @CC-USERINFO-09
    Scenario: A revoked access token is told nothing (profile salesforce)
      Given the app revokes the access token
      And the revocation request is accepted
      When the app asks who the user is at the identity URL
      Then the identity request is refused
      But the same request with new tokens is accepted

    @CC-USERINFO-09
    Scenario: An access token whose lifetime is over is told nothing (profile salesforce)
      Given the app has "Issue JSON Web Token (JWT)-based access tokens for named users" on
      And the app gets new tokens
      When the lifetime of the access token passes
      And the app asks who the user is at the identity URL
      Then the identity request is refused
      But the same request with new tokens is accepted

    @CC-USERINFO-10
    Scenario: The identity URL of another user tells nothing (profile salesforce)
      Given another user
      And the app gets new tokens with the credentials of another user
      When the app asks who the user is at the identity URL with the identity URL of the login before
      Then the identity request is refused
      But the same request with its own identity URL is accepted
