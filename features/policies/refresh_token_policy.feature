Feature: Refresh Token Policy

  How long a refresh token works: until it is revoked, for a time after the login,
  for a time after its last use, or not at all.

  Background:
    Given a private client

  Rule: "Refresh token is valid until revoked", which is the default

    @CC-RTP-01
    Scenario: At its default, a refresh token works after 400 days
      Given the app has "Refresh Token Policy" at its default
      And the app holds tokens
      When 400 days pass
      And the app refreshes its tokens
      Then the refresh request is accepted

    @CC-RTP-01
    Scenario: Valid until revoked, a refresh token works after 400 days
      Given the app has "Refresh Token Policy" set to "Refresh token is valid until revoked"
      And the app holds tokens
      When 400 days pass
      And the app refreshes its tokens
      Then the refresh request is accepted

  Rule: "Expire refresh token after specific time"

    Background:
      Given the app has "Refresh Token Policy" set to "Expire refresh token after specific time"
      And the app has "Refresh Token Validity" set to "1 hour"
      And the app holds tokens

    @CC-RTP-03
    Scenario: Before that time is over, a refresh token works
      When 50 minutes pass
      And the app refreshes its tokens
      Then the refresh request is accepted

    @CC-RTP-02
    Scenario: After that time, a refresh token is refused
      When 70 minutes pass
      And the app refreshes its tokens
      Then the refresh request is refused
      But the same request with new tokens is accepted

    @CC-RTP-02
    Scenario: A refresh token that is used does not work longer
      Given 40 minutes pass
      And the app refreshes its tokens
      And the refresh request is accepted
      When 40 minutes pass
      And the app refreshes its tokens with the first refresh token
      Then the refresh request is refused
      But the same request with new tokens is accepted

  Rule: "Expire refresh token if not used for specific time"

    Background:
      Given the app has "Refresh Token Policy" set to "Expire refresh token if not used for specific time"
      And the app has "Refresh Token Validity" set to "1 hour"
      And the app holds tokens

    @CC-RTP-04
    Scenario: A refresh token that is not used for that time is refused
      When 70 minutes pass
      And the app refreshes its tokens
      Then the refresh request is refused
      But the same request with new tokens is accepted

    @CC-RTP-05
    Scenario: Each use of a refresh token starts the time again
      Given 40 minutes pass
      And the app refreshes its tokens
      And the refresh request is accepted
      When 40 minutes pass
      And the app refreshes its tokens with the first refresh token
      Then the refresh request is accepted

  Rule: "Immediately expire refresh token"

    @CC-RTP-06
    Scenario: Immediately expired, no refresh token works
      Given the app has "Refresh Token Policy" set to "Immediately expire refresh token"
      And the app holds tokens
      Then no refresh token that works is given
      But the same request is accepted when the app has "Refresh Token Policy" set to "Refresh token is valid until revoked"

    @CC-RTP-07
    Scenario: Observed only: whether the token response has a refresh token that does not work (profile salesforce)
      Given the app has "Refresh Token Policy" set to "Immediately expire refresh token"
      And the app holds an authorization code
      When the app exchanges the code
      Then it is noted whether the answer has "refresh_token"

  Rule: A change of the policy

    @CC-RTP-08
    Scenario: Observed only: whether an earlier refresh token works after a change to immediate expiry
      Given the app has "Refresh Token Policy" set to "Refresh token is valid until revoked"
      And the app holds tokens
      When the administrator sets "Refresh Token Policy" to "Immediately expire refresh token" for the app
      And the app refreshes its tokens
      Then it is noted what the answer was
