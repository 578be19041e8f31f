Feature: A change between two requests

  An administrator changes something after an app got a code and before it uses the code,
  or after it got tokens. What the documents do not say is observed, not judged.

  Background:
    Given a private client

  Rule: What the documents say

    @CC-CHG-04
    Scenario: A code is refused after "Enable OAuth" is turned off
      Given the app holds an authorization code
      When the administrator turns "Enable OAuth" off for the app
      And the app exchanges the code
      Then the token request is refused
      But the same request is accepted once the administrator has turned "Enable OAuth" on for the app

    @CC-CHG-05
    Scenario: A code is refused after its app is deleted
      Given another private client
      And the app holds an authorization code
      When the administrator deletes the app
      And the app exchanges the code
      Then the token request is refused
      But the same request is accepted from another app

    @CC-CHG-06
    Scenario: A code with a code challenge needs its code verifier after PKCE is no longer required
      Given the app has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" on
      And the app holds an authorization code with the code challenge method "S256"
      When the administrator turns "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" off for the app
      And the app exchanges the code without the code verifier
      Then the token request is refused
      But the same request with the right code verifier is accepted

    @CC-CHG-08
    Scenario: A code that was got with a Basic header is accepted after the POST body is required
      Given the app holds an authorization code with credentials in the Basic header
      When the administrator turns "Require user credentials in the POST body for Authorization Code and Credentials Flow" on for the app
      And the app exchanges the code
      Then the token request is accepted

  Rule: What the documents do not say

    @CC-CHG-01
    Scenario: Observed only: whether a code works after the org blocks the flow
      Given the app holds an authorization code
      When the administrator turns "Allow Authorization Code and Credentials Flows" off for the org
      And the app exchanges the code
      Then it is noted what the answer was

    @CC-CHG-02
    Scenario: Observed only: whether a code works after the flow is turned off for the app
      Given the app holds an authorization code
      When the administrator turns "Enable Authorization Code and Credentials Flow" off for the app
      And the app exchanges the code
      Then it is noted what the answer was

    @CC-CHG-03
    Scenario Outline: Observed only: whether a refresh token works after "<setting>" is turned off for <whom>
      Given the app holds tokens
      When the administrator turns "<setting>" off for <whom>
      And the app refreshes its tokens
      Then it is noted what the answer was

      Examples:
        | setting                                        | whom    |
        | Allow Authorization Code and Credentials Flows | the org |
        | Enable Authorization Code and Credentials Flow | the app |

    @CC-CHG-07
    Scenario: Observed only: whether a code without a code challenge works after PKCE is required
      Given the app holds an authorization code without a code challenge
      When the administrator turns "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" on for the app
      And the app exchanges the code
      Then it is noted what the answer was

    @CC-CHG-09
    Scenario: Observed only: whether a code works after its callback URL is removed
      Given the app holds an authorization code
      When the administrator sets "Callback URL" to "https://other.codecred.example/callback" for the app
      And the app exchanges the code with the callback URL "https://app.codecred.example/callback"
      Then it is noted what the answer was

    @CC-CHG-10
    Scenario: Observed only: whether a refresh grants a scope that was removed from the app
      Given the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      When the administrator sets "Selected OAuth Scopes" to "api refresh_token" for the app
      And the app refreshes its tokens
      Then it is noted what the answer was
      And it is noted which scopes are granted

    @CC-CHG-11
    Scenario: Observed only: whether a code works after its user is frozen
      Given the app holds an authorization code
      When the administrator freezes the user
      And the app exchanges the code
      Then it is noted what the answer was
