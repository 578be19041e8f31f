Feature: Revocation

  An app revokes a token. From then on the token is refused.

  Background:
    Given a private client
    And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
    And the app holds tokens

  @CC-REVOKE-01 @CC-REVOKE-23
  Scenario: A revoked access token is refused
    Given the app revokes the access token
    And the revocation request is accepted
    When the app asks for the user's information
    Then the userinfo request is refused
    But the same request with new tokens is accepted

  @CC-REVOKE-02
  Scenario: A revoked refresh token is refused
    Given the app revokes the refresh token
    And the revocation request is accepted
    When the app refreshes its tokens
    Then the refresh request is refused
    But the same request with new tokens is accepted

  @CC-REVOKE-03
  Scenario: The access token of a revoked refresh token is refused
    Given the app revokes the refresh token
    And the revocation request is accepted
    When the app asks for the user's information
    Then the userinfo request is refused
    But the same request with new tokens is accepted

  @CC-REVOKE-04
  Scenario Outline: The revocation of the <kind> token is answered with 200
    When the app revokes the <kind> token
    Then the revocation request is accepted
    And the answer's status is 200

    Examples:
      | kind    |
      | access  |
      | refresh |

  @CC-REVOKE-05
  Scenario: The revocation of an unknown token is answered with 400 and invalid_token or unsupported_token_type (profile salesforce)
    When the app revokes the access token with a made-up token
    Then the revocation request is refused
    And the answer's status is 400
    And the error is "invalid_token" or "unsupported_token_type"
    But the same request with the access token is accepted

  @CC-REVOKE-06
  Scenario: The revocation of an unknown token is answered with 200 (profile strict)
    When the app revokes the access token with a made-up token
    Then the answer's status is 200

  @CC-REVOKE-07
  Scenario: A revocation request without a token is refused
    When the app revokes the access token without the parameter "token"
    Then the revocation request is refused
    But the same request with the access token is accepted

  Rule: What published clients send is accepted

    @CC-REVOKE-08
    Scenario Outline: The <kind> token alone revokes it (profile salesforce)
      When the app revokes the <kind> token without the consumer secret and the parameter "client_id"
      Then the revocation request is accepted
      When <use>
      Then the <request> request is refused
      But the same request with new tokens is accepted

      Examples:
        | kind    | request  | use                                     |
        | access  | userinfo | the app asks for the user's information |
        | refresh | refresh  | the app refreshes its tokens            |

    @CC-REVOKE-09
    Scenario: A reason beside the token is accepted (profile salesforce)
      When the app revokes the refresh token with the parameter "revoke_reason" set to "USER_LOGOUT"
      Then the revocation request is accepted

    @CC-REVOKE-14
    Scenario: A token is revoked at the instance_url of its token response (profile salesforce)
      When the app revokes the access token with the instance URL in place of the site
      Then the revocation request is accepted
      When the app asks for the user's information
      Then the userinfo request is refused
      But the same request with new tokens is accepted

  Rule: A hint about the type of the token is no more than a hint

    @CC-REVOKE-13
    Scenario Outline: With the token_type_hint "<hint>", the <kind> token is revoked all the same (profile strict)
      When the app revokes the <kind> token with the parameter "token_type_hint" set to "<hint>"
      Then the revocation request is accepted
      When <use>
      Then the <request> request is refused
      But the same request with new tokens is accepted

      Examples:
        | kind    | hint             | request  | use                                     |
        | access  | refresh_token    | userinfo | the app asks for the user's information |
        | access  | codecred_unknown | userinfo | the app asks for the user's information |
        | refresh | access_token     | refresh  | the app refreshes its tokens            |
        | refresh | codecred_unknown | refresh  | the app refreshes its tokens            |

  Rule: Only the app that was given a token revokes it

    Background:
      Given another private client

    @CC-REVOKE-21
    Scenario: The access token of another app is not revoked (profile strict)
      Given the app revokes the refresh token
      And the revocation request is accepted
      And the app refreshes its tokens
      And the refresh request is refused
      And the same request with new tokens is accepted
      When the app revokes the access token with the identity of another app
      And the app asks for the user's information
      Then the userinfo request is accepted

    @CC-REVOKE-21
    Scenario: The refresh token of another app is not revoked (profile strict)
      Given the app revokes the refresh token
      And the revocation request is accepted
      And the app refreshes its tokens
      And the refresh request is refused
      And the same request with new tokens is accepted
      When the app revokes the refresh token with the identity of another app
      And the app refreshes its tokens
      Then the refresh request is accepted

    @CC-REVOKE-22
    Scenario Outline: The revocation of another app's <kind> token is refused (profile strict)
      When the app revokes the <kind> token with the identity of another app
      Then the revocation request is refused
      But the same request with the app's own client id and the consumer secret is accepted

      Examples:
        | kind    |
        | access  |
        | refresh |
