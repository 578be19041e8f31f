Feature: Orgs of one server

  The settings, apps, users and tokens of one org have no effect in another org.

  Background:
    Given a private client
    And a private client of another org

  Rule: Settings have no effect in another org

    @CC-ISO-02
    Scenario Outline: "<setting>" <state> for one org does not affect another org
      Given the org has "<setting>" <state>
      When an app of another org asks for authorization without a code challenge
      Then the authorization request is accepted

      Examples:
        | setting                                                                                      | state |
        | Allow Authorization Code and Credentials Flows                                               | off   |
        | Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows (org) | on    |

    @CC-ISO-02
    Scenario: On for another org, the flow is still refused in this one
      Given the org has "Allow Authorization Code and Credentials Flows" off
      And another org has "Allow Authorization Code and Credentials Flows" on
      When the app asks for authorization
      Then the authorization request is refused
      But the same request is accepted when the org has "Allow Authorization Code and Credentials Flows" on

  Rule: Apps and users are refused in another org

    @CC-ISO-03
    Scenario: An app of another org is refused
      When the app asks for authorization with the client id of an app of another org
      Then the authorization request is refused
      But the same request with the app's own client id is accepted

    @CC-ISO-04
    Scenario: A user of another org is refused
      When the app asks for authorization with the credentials of a user of another org
      Then the authorization request is refused
      But the same request with the user's own username and the user's own password is accepted

  Rule: Codes and tokens are refused in another org

    @CC-ISO-05
    Scenario: A code of the org is refused at another org
      Given the app holds an authorization code
      When an app of another org exchanges the code
      Then the token request is refused
      But the same request with a code of its own is accepted

    @CC-ISO-06
    Scenario: A refresh token of the org is refused at another org
      Given the app holds tokens
      When an app of another org refreshes the tokens
      Then the refresh request is refused
      But the same request with tokens of its own is accepted

    @CC-ISO-07
    Scenario: An access token of the org is refused at another org
      Given the app has "Selected OAuth Scopes" set to "api openid"
      And an app of another org has "Selected OAuth Scopes" set to "api openid"
      And the app holds tokens
      When an app of another org asks for the user's information
      Then the userinfo request is refused
      But the same request with tokens of its own is accepted
