Feature: A change between two requests

  An administrator changes something while an app is on its way: it has a code
  already, or tokens. What the documents leave open is noted, not judged.

  Background:
    Given a private client

  Rule: What was switched off stays off

    @CC-CHG-04
    Scenario: A code of before "Enable OAuth" was turned off is refused
      Given the app holds an authorization code
      When the administrator turns "Enable OAuth" off for the app
      And the app exchanges the code
      Then the token request is refused
      But the same request is accepted once the administrator has turned "Enable OAuth" on for the app

    @CC-CHG-05
    Scenario: A code of an app that is deleted since is refused
      Given another private client
      And the app holds an authorization code
      When the administrator deletes the app
      And the app exchanges the code
      Then the token request is refused
      But the same request is accepted from another app

    @CC-CHG-06
    Scenario: A code challenge holds when PKCE is no longer required
      Given the app has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" on
      And the app holds an authorization code with the code challenge method "S256"
      When the administrator turns "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" off for the app
      And the app exchanges the code without the code verifier
      Then the token request is refused
      But the same request with the right code verifier is accepted

    @CC-CHG-08
    Scenario: A code of a Basic header is good after the POST body is required
      Given the app holds an authorization code with credentials in the Basic header
      When the administrator turns "Require user credentials in the POST body for Authorization Code and Credentials Flow" on for the app
      And the app exchanges the code
      Then the token request is accepted

  Rule: What the documents leave open

    @CC-CHG-01
    Scenario: What becomes of a code when the org blocks the flow
      Given the app holds an authorization code
      When the administrator turns "Allow Authorization Code and Credentials Flows" off for the org
      And the app exchanges the code
      Then it is noted what the answer was

    @CC-CHG-02
    Scenario: What becomes of a code when the app's flow is turned off
      Given the app holds an authorization code
      When the administrator turns "Enable Authorization Code and Credentials Flow" off for the app
      And the app exchanges the code
      Then it is noted what the answer was

    @CC-CHG-03
    Scenario Outline: What becomes of a refresh token when "<setting>" is turned off for <whom>
      Given the app holds tokens
      When the administrator turns "<setting>" off for <whom>
      And the app refreshes its tokens
      Then it is noted what the answer was

      Examples:
        | setting                                        | whom    |
        | Allow Authorization Code and Credentials Flows | the org |
        | Enable Authorization Code and Credentials Flow | the app |

    @CC-CHG-07
    Scenario: What becomes of a code without a challenge when PKCE is required
      Given the app holds an authorization code without a code challenge
      When the administrator turns "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" on for the app
      And the app exchanges the code
      Then it is noted what the answer was

    @CC-CHG-09
    Scenario: What becomes of a code when its callback URL is taken away
      Given the app holds an authorization code
      When the administrator sets "Callback URL" to "https://other.codecred.example/callback" for the app
      And the app exchanges the code with the callback URL "https://app.codecred.example/callback"
      Then it is noted what the answer was

    @CC-CHG-10
    Scenario: What becomes of a scope that is taken away
      Given the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      When the administrator sets "Selected OAuth Scopes" to "api refresh_token" for the app
      And the app refreshes its tokens
      Then it is noted what the answer was
      And it is noted which scopes are granted

    @CC-CHG-11
    Scenario: What becomes of a code when its user is frozen
      Given the app holds an authorization code
      When the administrator freezes the user
      And the app exchanges the code
      Then it is noted what the answer was
