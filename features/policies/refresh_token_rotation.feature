Feature: Enable Refresh Token Rotation

  On, each refresh token works once and is replaced. If one is used a second time,
  it may have been stolen: then no token of that login works any more.

  Background:
    Given a private client

  Rule: Off, which is the default, a refresh token is used again and again

    @CC-ROT-01
    Scenario Outline: <state>, a refresh token is used again and again
      Given the app has "Enable Refresh Token Rotation" <state>
      And the app holds tokens
      When the app refreshes its tokens
      Then the refresh request is accepted
      When the app refreshes its tokens with the first refresh token
      Then the refresh request is accepted
      When the app refreshes its tokens with the first refresh token
      Then the refresh request is accepted

      Examples:
        | state          |
        | at its default |
        | off            |

  Rule: On, a refresh token works once

    Background:
      Given the app has "Enable Refresh Token Rotation" on
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens

    @CC-ROT-02
    Scenario: A refresh returns a new refresh token that works
      When the app refreshes its tokens
      Then the refresh request is accepted
      And the refresh token is a new one
      When the app refreshes its tokens
      Then the refresh request is accepted
      And the refresh token is a new one

    @CC-ROT-03
    Scenario: A refresh token that was used is refused
      Given the app refreshes its tokens
      And the refresh request is accepted
      When the app refreshes its tokens with the first refresh token
      Then the refresh request is refused
      But the same request with new tokens is accepted

    @CC-ROT-04
    Scenario: After a refresh token is used a second time, the newest refresh token is refused
      Given the app refreshes its tokens
      And the refresh request is accepted
      And the refresh token is a new one
      When the app refreshes its tokens with the first refresh token
      And the app refreshes its tokens
      Then the refresh request is refused
      But the same request with new tokens is accepted

    @CC-ROT-04
    Scenario: After a refresh token is used a second time, the newest access token is refused
      Given the app refreshes its tokens
      And the refresh request is accepted
      When the app refreshes its tokens with the first refresh token
      And the app asks for the user's information
      Then the userinfo request is refused
      But the same request with new tokens is accepted

    @CC-ROT-08
    Scenario: The scope of the login is kept by each new refresh token
      Given the app refreshes its tokens with the scope "api refresh_token"
      And the refresh request is accepted
      And the refresh token is a new one
      When the app refreshes its tokens
      Then the refresh request is accepted
      And the scope granted is "api openid refresh_token"
      And the refresh token is a new one
      When the app refreshes its tokens with the scope "api openid refresh_token"
      Then the refresh request is accepted
      And the scope granted is "api openid refresh_token"

    @CC-ROT-07
    Scenario: Of many refreshes with one refresh token at the same moment, at most one gives a refresh token that works
      Given the app refreshes its tokens
      And the refresh token is a new one
      Then of many such requests at the same moment, each time with new tokens, at most one gives a refresh token that works

  Rule: A change is in effect at once

    @CC-ROT-05
    Scenario: Turned on, an earlier refresh token is replaced
      Given the app has "Enable Refresh Token Rotation" off
      And the app holds tokens
      When the administrator turns "Enable Refresh Token Rotation" on for the app
      And the app refreshes its tokens
      Then the refresh request is accepted
      And the refresh token is a new one

    @CC-ROT-06
    Scenario: Turned off again, a refresh token is used again and again
      Given the app has "Enable Refresh Token Rotation" on
      And the app holds tokens
      And the app refreshes its tokens
      And the refresh token is a new one
      When the administrator turns "Enable Refresh Token Rotation" off for the app
      And the app gets new tokens
      And the app refreshes its tokens
      Then the refresh request is accepted
      When the app refreshes its tokens with the first refresh token
      Then the refresh request is accepted

    @CC-ROT-05
    Scenario: Turned on, an earlier refresh token works once
      Given the app has "Enable Refresh Token Rotation" off
      And the app holds tokens
      And the administrator turns "Enable Refresh Token Rotation" on for the app
      And the app refreshes its tokens
      And the refresh request is accepted
      When the app refreshes its tokens with the first refresh token
      Then the refresh request is refused
      But the same request with new tokens is accepted
