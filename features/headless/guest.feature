Feature: Guest identity

  Somebody who has no account gets an access token for a UVID. The app makes up
  the UVID: a UUID of version 4. There are no credentials.

  Background:
    Given a private client

  Rule: Off, a guest is refused

    @CC-GUEST-01
    Scenario Outline: <value>, a guest is refused (profile salesforce)
      Given the app has "Enable Code and Credentials Flow for Guest Users" <value>
      When the app asks for authorization of a guest
      Then the authorization request is refused
      But the same request is accepted when the app has "Enable Code and Credentials Flow for Guest Users" on

      Examples:
        | value          |
        | at its default |
        | off            |

    @CC-GUEST-01
    Scenario: Turned off again, a guest is refused (profile salesforce)
      Given the app has "Enable Code and Credentials Flow for Guest Users" on
      And the app asks for authorization of a guest
      And the authorization request is accepted
      When the administrator turns "Enable Code and Credentials Flow for Guest Users" off for the app
      And the same request is sent again
      Then the authorization request is refused
      But the same request is accepted once the administrator has turned "Enable Code and Credentials Flow for Guest Users" on for the app

  Rule: On, a guest gets an access token that is a JWT

    Background:
      Given the app has "Enable Code and Credentials Flow for Guest Users" on

    @CC-GUEST-02
    Scenario: The code of a guest gives an access token that is a JWT (profile salesforce)
      Given the app holds an authorization code of a guest
      When the app exchanges the code
      Then the token request is accepted
      And the access token is a signed JWT

    @CC-GUEST-02
    Scenario Outline: A guest's access token is a JWT also with "Issue JSON Web Token (JWT)-based access tokens for named users" <value> (profile salesforce)
      Given the app has "Issue JSON Web Token (JWT)-based access tokens for named users" <value>
      And the app holds an authorization code of a guest
      When the app exchanges the code
      Then the token request is accepted
      And the access token is a signed JWT

      Examples:
        | value |
        | on    |
        | off   |

    @CC-CODE-14
    Scenario: Of many exchanges of a guest's code at the same moment, at most one is accepted
      Given the app holds an authorization code of a guest
      When the app exchanges the code
      Then of many such requests at the same moment, each time with a new code, at most one is accepted

    @CC-GUEST-02
    Scenario: The UVID may stand in the body (profile salesforce)
      When the app asks for authorization of a guest with the UVID in the body
      Then the authorization request is accepted

    @CC-GUEST-08
    Scenario: The access token belongs to the guest, and the response says how long it is valid (profile salesforce)
      Given the app holds an authorization code of a guest
      When the app exchanges the code
      Then the token request is accepted
      And the access token belongs to the guest
      And the answer has "expires_in"

    @CC-GUEST-03
    Scenario: What is no token after the word JWT is refused (profile salesforce)
      When the app asks for authorization of a guest with the UVID "JWT not-a-token"
      Then the authorization request is refused
      But the same request with the right UVID is accepted

    @CC-GUEST-07
    Scenario: A scope that is not selected on the app is refused (profile salesforce)
      When the app asks for authorization of a guest with the scope "full"
      Then the authorization request is refused
      But the same request with the scope "api" is accepted

    @CC-GUEST-04
    Scenario: With the flow turned off for the app, a guest is refused (profile salesforce)
      Given the app has "Enable Authorization Code and Credentials Flow" off
      When the app asks for authorization of a guest
      Then the authorization request is refused
      But the same request is accepted when the app has "Enable Authorization Code and Credentials Flow" on

    @CC-GUEST-04
    Scenario: With the flow blocked for the org, a guest is refused (profile salesforce)
      Given the org has "Allow Authorization Code and Credentials Flows" off
      When the app asks for authorization of a guest
      Then the authorization request is refused
      But the same request is accepted when the org has "Allow Authorization Code and Credentials Flows" on

    @CC-GUEST-09
    Scenario: A guest who has an access token is named by it (profile salesforce)
      Given the app holds an authorization code of a guest
      And the app exchanges the code
      And the token request is accepted
      When the app asks for authorization of a guest with the guest's access token in place of the UVID
      Then the authorization request is accepted
      When the app exchanges the code
      Then the token request is accepted
      And the access token belongs to the guest

    @CC-GUEST-10
    Scenario Outline: A named user's request that carries the UVID of a guest in <place> logs in the named user (profile salesforce)
      Given the app has "Issue JSON Web Token (JWT)-based access tokens for named users" on
      And the app holds an authorization code of a guest
      And the app exchanges the code
      And the token request is accepted
      When the app asks for authorization with <hint>
      Then the authorization request is accepted
      And the code gives the tokens of the user

      Examples:
        | place       | hint                                             |
        | a header    | the guest's access token in the Uvid-Hint header |
        | a parameter | the guest's UVID as the parameter "uvid_hint"    |

    @CC-REVOKE-11
    Scenario: A guest's access token is revoked with the headers of a guest (profile salesforce)
      Given the app holds an authorization code of a guest
      And the app exchanges the code
      And the token request is accepted
      When the app revokes the access token without the consumer secret and the parameter "client_id" with the headers of a guest
      Then the revocation request is accepted

    @CC-REVOKE-12
    Scenario: A revoked access token of a guest is reported as inactive (profile salesforce)
      Given the app holds an authorization code of a guest
      And the app exchanges the code
      And the token request is accepted
      And the app revokes the access token without the consumer secret and the parameter "client_id" with the headers of a guest
      And the revocation request is accepted
      When the app introspects the access token
      Then the token is reported as inactive
      But the same request with new tokens is accepted
      And the token is reported as active

  Rule: The settings about PKCE and the POST body apply to a guest too

    Background:
      Given the app has "Enable Code and Credentials Flow for Guest Users" on

    @CC-PKCE-42
    Scenario: Where the app requires PKCE, a guest without a code challenge is refused (profile salesforce)
      Given the app has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" on
      When the app asks for authorization of a guest without a code challenge
      Then the authorization request is refused
      But the same request with a code challenge is accepted

    @CC-PKCE-43
    Scenario: With a code challenge, a guest's code is exchanged with its code verifier (profile salesforce)
      When the app asks for authorization of a guest with a code challenge
      Then the authorization request is accepted
      When the app exchanges the code with the right code verifier
      Then the token request is accepted

    @CC-PKCE-43
    Scenario Outline: With a code challenge, the exchange of a guest's code <variation> is refused (profile salesforce)
      Given the app holds an authorization code of a guest with a code challenge
      When the app exchanges the code <variation>
      Then the token request is refused
      But the same request with the right code verifier is accepted

      Examples:
        | variation                  |
        | without the code verifier  |
        | with a wrong code verifier |

    @CC-POST-19
    Scenario: Where the POST body is required, a GET request of a guest is refused (profile salesforce)
      Given the app has "Require user credentials in the POST body for Authorization Code and Credentials Flow" on
      When the app asks for authorization of a guest with GET
      Then the authorization request is refused
      But the same request with POST is accepted
