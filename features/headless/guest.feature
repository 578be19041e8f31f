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
    Scenario Outline: An authorization request <mistake> is refused (profile salesforce)
      When the app asks for authorization of a guest <mistake>
      Then the authorization request is refused
      But the same request with the right UVID is accepted

      Examples:
        | mistake                         |
        | without a UVID                  |
        | with the UVID "UVID not-a-uvid" |
        | with the UVID "UVID 0"          |

    @CC-GUEST-03
    Scenario Outline: A token request <mistake> is refused (profile salesforce)
      Given the app holds an authorization code of a guest
      When the app exchanges the code <mistake>
      Then the token request is refused
      But the same request with the right UVID is accepted

      Examples:
        | mistake                                              |
        | without a UVID                                       |
        | with the UVID "0b3a6c52-1f0e-4c8b-9a55-7d2f4e6a8b1c" |

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
