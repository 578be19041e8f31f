# Written from spellings.yaml by `make grids`: change that file.
Feature: Every spelling of a request, and what must be refused

  The same request can be written in several ways. What is refused in one of them is refused in all
  of them.

  Rule: The scheme name basic

    @CC-ORG-02
    Scenario: With the flow blocked for the org, an authorization request with the scheme name "basic" is refused
      Given a private client
      And the org has "Allow Authorization Code and Credentials Flows" off
      When the app asks for authorization with the scheme name "basic"
      Then the authorization request is refused
      But the same request with the scheme name "Basic" is accepted when the org has "Allow Authorization Code and Credentials Flows" on

    @CC-FLOW-02
    Scenario: With the flow not enabled for the app, an authorization request with the scheme name "basic" is refused
      Given a private client
      And the app has "Enable Authorization Code and Credentials Flow" off
      When the app asks for authorization with the scheme name "basic"
      Then the authorization request is refused
      But the same request with the scheme name "Basic" is accepted when the app has "Enable Authorization Code and Credentials Flow" on

    @CC-CRED-02
    Scenario: An authorization request with the scheme name "basic" and a wrong password is refused
      Given a private client
      When the app asks for authorization with the scheme name "basic" and a wrong password
      Then the authorization request is refused
      But the same request with the scheme name "Basic" and the user's own password is accepted

    @CC-POST-07
    Scenario: With the POST body required, an authorization request with the scheme name "basic" is refused
      Given a private client
      And the app has "Require user credentials in the POST body for Authorization Code and Credentials Flow" on
      When the app asks for authorization with the scheme name "basic"
      Then the authorization request is refused
      But the same request with POST and credentials in the body is accepted

  Rule: The scheme name BASIC

    @CC-ORG-02
    Scenario: With the flow blocked for the org, an authorization request with the scheme name "BASIC" is refused
      Given a private client
      And the org has "Allow Authorization Code and Credentials Flows" off
      When the app asks for authorization with the scheme name "BASIC"
      Then the authorization request is refused
      But the same request with the scheme name "Basic" is accepted when the org has "Allow Authorization Code and Credentials Flows" on

    @CC-FLOW-02
    Scenario: With the flow not enabled for the app, an authorization request with the scheme name "BASIC" is refused
      Given a private client
      And the app has "Enable Authorization Code and Credentials Flow" off
      When the app asks for authorization with the scheme name "BASIC"
      Then the authorization request is refused
      But the same request with the scheme name "Basic" is accepted when the app has "Enable Authorization Code and Credentials Flow" on

    @CC-CRED-02
    Scenario: An authorization request with the scheme name "BASIC" and a wrong password is refused
      Given a private client
      When the app asks for authorization with the scheme name "BASIC" and a wrong password
      Then the authorization request is refused
      But the same request with the scheme name "Basic" and the user's own password is accepted

    @CC-POST-07
    Scenario: With the POST body required, an authorization request with the scheme name "BASIC" is refused
      Given a private client
      And the app has "Require user credentials in the POST body for Authorization Code and Credentials Flow" on
      When the app asks for authorization with the scheme name "BASIC"
      Then the authorization request is refused
      But the same request with POST and credentials in the body is accepted

  Rule: Base64url without padding

    @CC-ORG-02
    Scenario: With the flow blocked for the org, an authorization request with Basic credentials in unpadded base64url is refused
      Given a private client
      And the org has "Allow Authorization Code and Credentials Flows" off
      When the app asks for authorization with Basic credentials in unpadded base64url
      Then the authorization request is refused
      But the same request with Basic credentials in base64 is accepted when the org has "Allow Authorization Code and Credentials Flows" on

    @CC-FLOW-02
    Scenario: With the flow not enabled for the app, an authorization request with Basic credentials in unpadded base64url is refused
      Given a private client
      And the app has "Enable Authorization Code and Credentials Flow" off
      When the app asks for authorization with Basic credentials in unpadded base64url
      Then the authorization request is refused
      But the same request with Basic credentials in base64 is accepted when the app has "Enable Authorization Code and Credentials Flow" on

    @CC-CRED-02
    Scenario: An authorization request with Basic credentials in unpadded base64url and a wrong password is refused
      Given a private client
      When the app asks for authorization with Basic credentials in unpadded base64url and a wrong password
      Then the authorization request is refused
      But the same request with Basic credentials in base64 and the user's own password is accepted

    @CC-POST-07
    Scenario: With the POST body required, an authorization request with Basic credentials in unpadded base64url is refused
      Given a private client
      And the app has "Require user credentials in the POST body for Authorization Code and Credentials Flow" on
      When the app asks for authorization with Basic credentials in unpadded base64url
      Then the authorization request is refused
      But the same request with POST and credentials in the body is accepted

  Rule: Base64 without padding

    @CC-ORG-02
    Scenario: With the flow blocked for the org, an authorization request with Basic credentials in unpadded base64 is refused
      Given a private client
      And the org has "Allow Authorization Code and Credentials Flows" off
      When the app asks for authorization with Basic credentials in unpadded base64
      Then the authorization request is refused
      But the same request with Basic credentials in base64 is accepted when the org has "Allow Authorization Code and Credentials Flows" on

    @CC-FLOW-02
    Scenario: With the flow not enabled for the app, an authorization request with Basic credentials in unpadded base64 is refused
      Given a private client
      And the app has "Enable Authorization Code and Credentials Flow" off
      When the app asks for authorization with Basic credentials in unpadded base64
      Then the authorization request is refused
      But the same request with Basic credentials in base64 is accepted when the app has "Enable Authorization Code and Credentials Flow" on

    @CC-CRED-02
    Scenario: An authorization request with Basic credentials in unpadded base64 and a wrong password is refused
      Given a private client
      When the app asks for authorization with Basic credentials in unpadded base64 and a wrong password
      Then the authorization request is refused
      But the same request with Basic credentials in base64 and the user's own password is accepted

    @CC-POST-07
    Scenario: With the POST body required, an authorization request with Basic credentials in unpadded base64 is refused
      Given a private client
      And the app has "Require user credentials in the POST body for Authorization Code and Credentials Flow" on
      When the app asks for authorization with Basic credentials in unpadded base64
      Then the authorization request is refused
      But the same request with POST and credentials in the body is accepted

  Rule: A Basic header of a HEAD request

    @CC-ORG-02
    Scenario: With the flow blocked for the org, a HEAD request with a Basic header gives no code
      Given a private client
      And the org has "Allow Authorization Code and Credentials Flows" off
      When the app asks for authorization with HEAD and credentials in the Basic header
      Then no code and no token is given
      But the same request with POST and credentials in the Basic header is accepted when the org has "Allow Authorization Code and Credentials Flows" on

    @CC-FLOW-02
    Scenario: With the flow not enabled for the app, a HEAD request with a Basic header gives no code
      Given a private client
      And the app has "Enable Authorization Code and Credentials Flow" off
      When the app asks for authorization with HEAD and credentials in the Basic header
      Then no code and no token is given
      But the same request with POST and credentials in the Basic header is accepted when the app has "Enable Authorization Code and Credentials Flow" on

    @CC-CRED-02
    Scenario: A HEAD request with a wrong password in a Basic header gives no code
      Given a private client
      When the app asks for authorization with HEAD and credentials in the Basic header and a wrong password
      Then no code and no token is given
      But the same request with POST and credentials in the Basic header and the user's own password is accepted

  Rule: The query of a GET request

    @CC-ORG-02
    Scenario: With the flow blocked for the org, an authorization request with GET and everything in the query is refused
      Given a private client
      And the org has "Allow Authorization Code and Credentials Flows" off
      When the app asks for authorization with GET and everything in the query
      Then the authorization request is refused
      But the same request with POST and credentials in the body is accepted when the org has "Allow Authorization Code and Credentials Flows" on

    @CC-FLOW-02
    Scenario: With the flow not enabled for the app, an authorization request with GET and everything in the query is refused
      Given a private client
      And the app has "Enable Authorization Code and Credentials Flow" off
      When the app asks for authorization with GET and everything in the query
      Then the authorization request is refused
      But the same request with POST and credentials in the body is accepted when the app has "Enable Authorization Code and Credentials Flow" on

    @CC-CRED-02
    Scenario: An authorization request with GET and everything in the query and a wrong password is refused
      Given a private client
      When the app asks for authorization with GET and everything in the query and a wrong password
      Then the authorization request is refused
      But the same request with POST and credentials in the body and the user's own password is accepted

    @CC-POST-06
    Scenario: With the POST body required, an authorization request with GET and everything in the query is refused
      Given a private client
      And the app has "Require user credentials in the POST body for Authorization Code and Credentials Flow" on
      When the app asks for authorization with GET and everything in the query
      Then the authorization request is refused
      But the same request with POST and credentials in the body is accepted

  Rule: The query of a POST request

    @CC-ORG-02
    Scenario: With the flow blocked for the org, an authorization request with POST and credentials in the query is refused
      Given a private client
      And the org has "Allow Authorization Code and Credentials Flows" off
      When the app asks for authorization with POST and credentials in the query
      Then the authorization request is refused
      But the same request with POST and credentials in the body is accepted when the org has "Allow Authorization Code and Credentials Flows" on

    @CC-FLOW-02
    Scenario: With the flow not enabled for the app, an authorization request with POST and credentials in the query is refused
      Given a private client
      And the app has "Enable Authorization Code and Credentials Flow" off
      When the app asks for authorization with POST and credentials in the query
      Then the authorization request is refused
      But the same request with POST and credentials in the body is accepted when the app has "Enable Authorization Code and Credentials Flow" on

    @CC-CRED-02
    Scenario: An authorization request with POST and credentials in the query and a wrong password is refused
      Given a private client
      When the app asks for authorization with POST and credentials in the query and a wrong password
      Then the authorization request is refused
      But the same request with POST and credentials in the body and the user's own password is accepted

  Rule: The body as well as a Basic header

    @CC-ORG-02
    Scenario: With the flow blocked for the org, an authorization request with credentials in the body as well as the Basic header is refused
      Given a private client
      And the org has "Allow Authorization Code and Credentials Flows" off
      When the app asks for authorization with credentials in the body as well as the Basic header
      Then the authorization request is refused
      But the same request with credentials in the body is accepted when the org has "Allow Authorization Code and Credentials Flows" on

    @CC-FLOW-02
    Scenario: With the flow not enabled for the app, an authorization request with credentials in the body as well as the Basic header is refused
      Given a private client
      And the app has "Enable Authorization Code and Credentials Flow" off
      When the app asks for authorization with credentials in the body as well as the Basic header
      Then the authorization request is refused
      But the same request with credentials in the body is accepted when the app has "Enable Authorization Code and Credentials Flow" on

  Rule: Another media type

    @CC-ORG-02
    Scenario: With the flow blocked for the org, an authorization request with the Content-Type "application/x-www-form-urlencoded; charset=utf-8" is refused
      Given a private client
      And the org has "Allow Authorization Code and Credentials Flows" off
      When the app asks for authorization with the Content-Type "application/x-www-form-urlencoded; charset=utf-8"
      Then the authorization request is refused
      But the same request with the Content-Type "application/x-www-form-urlencoded" is accepted when the org has "Allow Authorization Code and Credentials Flows" on

    @CC-FLOW-02
    Scenario: With the flow not enabled for the app, an authorization request with the Content-Type "application/x-www-form-urlencoded; charset=utf-8" is refused
      Given a private client
      And the app has "Enable Authorization Code and Credentials Flow" off
      When the app asks for authorization with the Content-Type "application/x-www-form-urlencoded; charset=utf-8"
      Then the authorization request is refused
      But the same request with the Content-Type "application/x-www-form-urlencoded" is accepted when the app has "Enable Authorization Code and Credentials Flow" on

    @CC-CRED-02
    Scenario: An authorization request with the Content-Type "application/x-www-form-urlencoded; charset=utf-8" and a wrong password is refused
      Given a private client
      When the app asks for authorization with the Content-Type "application/x-www-form-urlencoded; charset=utf-8" and a wrong password
      Then the authorization request is refused
      But the same request with the Content-Type "application/x-www-form-urlencoded" and the user's own password is accepted

  Rule: Parameters in the query beside the body

    @CC-ORG-02
    Scenario: With the flow blocked for the org, an authorization request with the parameters in the query is refused
      Given a private client
      And the org has "Allow Authorization Code and Credentials Flows" off
      When the app asks for authorization with the parameters in the query
      Then the authorization request is refused
      But the same request with the parameters in the body is accepted when the org has "Allow Authorization Code and Credentials Flows" on

    @CC-FLOW-02
    Scenario: With the flow not enabled for the app, an authorization request with the parameters in the query is refused
      Given a private client
      And the app has "Enable Authorization Code and Credentials Flow" off
      When the app asks for authorization with the parameters in the query
      Then the authorization request is refused
      But the same request with the parameters in the body is accepted when the app has "Enable Authorization Code and Credentials Flow" on

    @CC-CRED-02
    Scenario: An authorization request with the parameters in the query and a wrong password is refused
      Given a private client
      When the app asks for authorization with the parameters in the query and a wrong password
      Then the authorization request is refused
      But the same request with the parameters in the body and the user's own password is accepted

  Rule: No Auth-Request-Type

    @CC-ORG-02
    Scenario: With the flow blocked for the org, an authorization request without the Auth-Request-Type header is refused
      Given a private client
      And the org has "Allow Authorization Code and Credentials Flows" off
      When the app asks for authorization without the Auth-Request-Type header
      Then the authorization request is refused
      But the same request with the Auth-Request-Type "Named-User" is accepted when the org has "Allow Authorization Code and Credentials Flows" on

    @CC-FLOW-02
    Scenario: With the flow not enabled for the app, an authorization request without the Auth-Request-Type header is refused
      Given a private client
      And the app has "Enable Authorization Code and Credentials Flow" off
      When the app asks for authorization without the Auth-Request-Type header
      Then the authorization request is refused
      But the same request with the Auth-Request-Type "Named-User" is accepted when the app has "Enable Authorization Code and Credentials Flow" on

    @CC-CRED-02
    Scenario: An authorization request without the Auth-Request-Type header and a wrong password is refused
      Given a private client
      When the app asks for authorization with a wrong password and without the Auth-Request-Type header
      Then the authorization request is refused
      But the same request with the user's own password and the Auth-Request-Type "Named-User" is accepted

  Rule: Another Auth-Request-Type

    @CC-ORG-02
    Scenario: With the flow blocked for the org, an authorization request with the Auth-Request-Type "named-user" is refused
      Given a private client
      And the org has "Allow Authorization Code and Credentials Flows" off
      When the app asks for authorization with the Auth-Request-Type "named-user"
      Then the authorization request is refused
      But the same request with the Auth-Request-Type "Named-User" is accepted when the org has "Allow Authorization Code and Credentials Flows" on

    @CC-FLOW-02
    Scenario: With the flow not enabled for the app, an authorization request with the Auth-Request-Type "named-user" is refused
      Given a private client
      And the app has "Enable Authorization Code and Credentials Flow" off
      When the app asks for authorization with the Auth-Request-Type "named-user"
      Then the authorization request is refused
      But the same request with the Auth-Request-Type "Named-User" is accepted when the app has "Enable Authorization Code and Credentials Flow" on

    @CC-CRED-02
    Scenario: An authorization request with the Auth-Request-Type "named-user" and a wrong password is refused
      Given a private client
      When the app asks for authorization with the Auth-Request-Type "named-user" and a wrong password
      Then the authorization request is refused
      But the same request with the Auth-Request-Type "Named-User" and the user's own password is accepted

  Rule: An unknown Auth-Request-Type

    @CC-ORG-02
    Scenario: With the flow blocked for the org, an authorization request with the Auth-Request-Type "unknown" is refused
      Given a private client
      And the org has "Allow Authorization Code and Credentials Flows" off
      When the app asks for authorization with the Auth-Request-Type "unknown"
      Then the authorization request is refused
      But the same request with the Auth-Request-Type "Named-User" is accepted when the org has "Allow Authorization Code and Credentials Flows" on

    @CC-FLOW-02
    Scenario: With the flow not enabled for the app, an authorization request with the Auth-Request-Type "unknown" is refused
      Given a private client
      And the app has "Enable Authorization Code and Credentials Flow" off
      When the app asks for authorization with the Auth-Request-Type "unknown"
      Then the authorization request is refused
      But the same request with the Auth-Request-Type "Named-User" is accepted when the app has "Enable Authorization Code and Credentials Flow" on

    @CC-CRED-02
    Scenario: An authorization request with the Auth-Request-Type "unknown" and a wrong password is refused
      Given a private client
      When the app asks for authorization with the Auth-Request-Type "unknown" and a wrong password
      Then the authorization request is refused
      But the same request with the Auth-Request-Type "Named-User" and the user's own password is accepted
