Feature: The token response

  What an app gets for its code: an access token and what the app must know about it.

  Background:
    Given a private client
    And the app has "Selected OAuth Scopes" set to "api openid refresh_token"

  Rule: A token response is a JSON object with a Bearer token

    @CC-HTTP-04
    Scenario: A token response is JSON, and says so
      Given the app holds an authorization code
      And the app exchanges the code
      And the token request is accepted
      Then the answer is JSON

    @CC-TOKEN-01 @touches:CC-HTTP-04
    Scenario: A token response has an access token and its type
      Given the app holds an authorization code
      When the app exchanges the code
      Then the token request is accepted
      And the answer's status is 200
      And the answer is JSON
      And the answer has "access_token"
      And the token type is Bearer

    @CC-TOKEN-07
    Scenario: A token response may not be stored
      Given the app holds an authorization code
      When the app exchanges the code
      Then the token request is accepted
      And the answer has the header "Cache-Control" with "no-store"

    @CC-TOKEN-08
    Scenario: A token response may not be stored by HTTP/1.0 caches either (profile strict)
      Given the app holds an authorization code
      When the app exchanges the code
      Then the token request is accepted
      And the answer has the header "Pragma" with "no-cache"

    @CC-TOKEN-18
    Scenario: The access token belongs to the user who logged in
      Given the app holds tokens
      When the app asks for the user's information
      Then the userinfo request is accepted
      And the answer's subject is that of the ID token

    @CC-TOKEN-18
    Scenario: The access token of another user belongs to that user
      Given another user
      And the app holds tokens
      And the app asks for the user's information
      And the userinfo request is accepted
      When the app gets new tokens with the credentials of another user
      And the app asks for the user's information
      Then the userinfo request is accepted
      And the answer's subject is different from that in the answer before

  Rule: A token response has what Salesforce's clients need

    @CC-TOKEN-02
    Scenario Outline: A token response has <member> (profile salesforce)
      Given the app holds an authorization code
      When the app exchanges the code
      Then the token request is accepted
      And the answer has "<member>"

      Examples:
        | member       |
        | instance_url |
        | id           |
        | issued_at    |
        | signature    |

    @CC-TOKEN-03
    Scenario: The time of issue is written as text (profile salesforce)
      Given the app holds an authorization code
      When the app exchanges the code
      Then the token request is accepted
      And the answer's "issued_at" is a time in milliseconds, written as text

    @CC-TOKEN-29
    Scenario: The signature is that of the identity URL and the time of issue (profile salesforce)
      Given the app holds an authorization code
      When the app exchanges the code
      Then the answer's "signature", if it has one, is that of its "id" and "issued_at" by the consumer secret

    @CC-TOKEN-04
    Scenario: The URLs of a token response are absolute (profile salesforce)
      Given the app holds an authorization code
      When the app exchanges the code
      Then the token request is accepted
      And the answer's "instance_url" is an origin
      And the answer's "id" is an absolute URL

    @CC-TOKEN-05
    Scenario Outline: A token response has <member>, which some clients read (profile salesforce)
      Given the app holds an authorization code
      When the app exchanges the code
      Then the token request is accepted
      And the answer has "<member>"

      Examples:
        | member             |
        | sfdc_community_url |
        | sfdc_community_id  |
        | token_format       |

    @CC-TOKEN-19
    Scenario: A token response says how long the access token is valid (profile strict)
      Given the app holds an authorization code
      When the app exchanges the code
      Then the token request is accepted
      And the answer has "expires_in"

    @CC-TOKEN-06
    Scenario: Observed only: whether the response says how long an opaque access token is valid (profile salesforce)
      Given the app holds an authorization code
      When the app exchanges the code
      Then it is noted whether the answer has "expires_in"

  Rule: Nobody can guess what is given

    @CC-TOKEN-23
    Scenario: The codes and tokens of many logins cannot be guessed
      When the app asks for authorization
      Then 40 such logins give codes, access tokens and refresh tokens of at least 128 bits
