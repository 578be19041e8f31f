Feature: Refresh Token Policy

  How long a refresh token works: until it is revoked, for a time from the login
  on, for a time from its last use on, or not at all.

  Background:
    Given a private client

  Rule: Valid until revoked, which is the default

    @CC-RTP-01
    Scenario: At its default, a refresh token works however late it is used
      Given the app has "Refresh Token Policy" at its default
      And the app holds tokens
      When 400 days pass
      And the app refreshes its tokens
      Then the refresh request is accepted

    @CC-RTP-01
    Scenario: Set to it, a refresh token works however late it is used
      Given the app has "Refresh Token Policy" set to "valid_until_revoked"
      And the app holds tokens
      When 400 days pass
      And the app refreshes its tokens
      Then the refresh request is accepted

  Rule: Expire after a time

    Background:
      Given the app has "Refresh Token Policy" set to "expire_after"
      And the app has "Refresh Token Validity" set to "3600"
      And the app holds tokens

    @CC-RTP-03
    Scenario: Before the time is over, a refresh token works
      When 50 minutes pass
      And the app refreshes its tokens
      Then the refresh request is accepted

    @CC-RTP-02
    Scenario: After the time it is refused
      When 70 minutes pass
      And the app refreshes its tokens
      Then the refresh request is refused
      But the same request with new tokens is accepted

    @CC-RTP-02
    Scenario: Use does not make the time longer
      When 40 minutes pass
      And the app refreshes its tokens
      Then the refresh request is accepted
      When 40 minutes pass
      And the app refreshes its tokens with the first refresh token
      Then the refresh request is refused
      But the same request with new tokens is accepted

  Rule: Expire if it is not used for a time

    Background:
      Given the app has "Refresh Token Policy" set to "expire_if_unused"
      And the app has "Refresh Token Validity" set to "3600"
      And the app holds tokens

    @CC-RTP-04
    Scenario: Not used for that time, it is refused
      When 70 minutes pass
      And the app refreshes its tokens
      Then the refresh request is refused
      But the same request with new tokens is accepted

    @CC-RTP-05
    Scenario: Each use starts the time again
      When 40 minutes pass
      And the app refreshes its tokens
      Then the refresh request is accepted
      When 40 minutes pass
      And the app refreshes its tokens with the first refresh token
      Then the refresh request is accepted

  Rule: Immediately expire

    @CC-RTP-06
    Scenario: No refresh token works
      Given the app has "Refresh Token Policy" set to "immediately_expire"
      And the app holds tokens
      Then no refresh token that works is given
      But the same request is accepted when the app has "Refresh Token Policy" set to "valid_until_revoked"

    @CC-RTP-07
    Scenario: Whether there is a refresh token at all
      Given the app has "Refresh Token Policy" set to "immediately_expire"
      And the app holds an authorization code
      When the app exchanges the code
      Then it is noted whether the answer has "refresh_token"

  Rule: A change

    @CC-RTP-08
    Scenario: What becomes of a refresh token of before
      Given the app has "Refresh Token Policy" set to "valid_until_revoked"
      And the app holds tokens
      When the administrator sets "Refresh Token Policy" to "immediately_expire" for the app
      And the app refreshes its tokens
      Then it is noted what the answer was
