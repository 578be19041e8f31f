Feature: CORS allowlist

  A page in a browser may read the answers of the endpoints only when its origin
  is in the site's list.

  Background:
    Given a private client

  Rule: By default no origin is allowed

    Background:
      Given the org has "CORS allowlist, with Enable CORS for OAuth endpoints" at its default

    @CC-CORS-01
    Scenario Outline: A page may not use the <endpoint> endpoint
      Given the app holds an authorization code
      When a page of "https://page.codecred.example" asks whether it may use the <endpoint> endpoint
      Then the origin is not allowed

      Examples:
        | endpoint      |
        | authorization |
        | token         |
        | userinfo      |
        | revocation    |
        | introspection |

    @CC-CORS-01
    Scenario: No page may read the answer to an authorization request
      Given the app holds an authorization code
      When the app asks for authorization with the origin "https://page.codecred.example"
      Then the origin is not allowed

    @CC-CORS-01
    Scenario: No page may read the answer to a token request
      Given the app holds an authorization code
      When the app exchanges the code with the origin "https://page.codecred.example"
      Then the origin is not allowed
      But the same request is accepted when the org has "CORS allowlist, with Enable CORS for OAuth endpoints" set to "https://page.codecred.example"
      And the origin is allowed

    @CC-CORS-14
    Scenario Outline: Every page may read the site's <document> (profile salesforce)
      Given the app reads the site's <document> with the origin "https://page.codecred.example"
      And the answer's status is 200
      Then the origin is allowed

      Examples:
        | document |
        | metadata |
        | keys     |

  Rule: An origin in the list is allowed

    Background:
      Given the org has "CORS allowlist, with Enable CORS for OAuth endpoints" set to "https://page.codecred.example"

    @CC-CORS-02
    Scenario: A page of that origin may use the token endpoint
      When a page of "https://page.codecred.example" asks whether it may use the token endpoint
      Then the origin is allowed
      Given the app holds an authorization code
      When the app exchanges the code with the origin "https://page.codecred.example"
      Then the token request is accepted
      And the origin is allowed

    @CC-CORS-04
    Scenario: A page of that origin may use the authorization endpoint (profile salesforce)
      When a page of "https://page.codecred.example" asks whether it may use the authorization endpoint
      Then the origin is allowed
      When the app asks for authorization with the origin "https://page.codecred.example"
      Then the authorization request is accepted
      And the origin is allowed

    @CC-CORS-05
    Scenario: No page may use the authorization endpoint, not even one of that origin (profile strict)
      When a page of "https://page.codecred.example" asks whether it may use the authorization endpoint
      Then the origin is not allowed
      When the app asks for authorization with the origin "https://page.codecred.example"
      Then the authorization request is accepted
      And the origin is not allowed

    @CC-CORS-07
    Scenario Outline: A page of that origin may use the <endpoint> endpoint (profile salesforce)
      When a page of "https://page.codecred.example" asks whether it may use the <endpoint> endpoint
      Then the origin is allowed
      Given the app holds tokens
      When the app <request> the access token with the origin "https://page.codecred.example"
      Then the <endpoint> request is accepted
      And the origin is allowed

      Examples:
        | endpoint      | request     |
        | revocation    | revokes     |
        | introspection | introspects |

    @CC-CORS-08
    Scenario Outline: A page of that origin may use the <endpoint> endpoint, with JSON in the body (profile salesforce)
      Given the org has "<allow>" on
      And the org has "<authentication>" off
      When a page of "https://page.codecred.example" asks whether it may send a POST request with "content-type" to the <endpoint> endpoint
      Then the origin is allowed
      When <request> with the origin "https://page.codecred.example"
      Then the <endpoint> request is accepted
      And the origin is allowed

      Examples:
        | endpoint           | request                             | allow                                                    | authentication                                                 |
        | registration       | the app registers a new user        | Allow user registration on the site's headless settings  | Require authentication to access this API (registration)       |
        | passwordless login | the app starts a passwordless login | Allow passwordless login on the site's headless settings | Require authentication to access this API (passwordless login) |
        | forgot password    | the app asks for a password reset   | Allow forgot password on the site's headless settings    | Require authentication to access this API (forgot password)    |

    @CC-CORS-09
    Scenario: A page of that origin may use the UserInfo endpoint (profile salesforce)
      When a page of "https://page.codecred.example" asks whether it may use the userinfo endpoint
      Then the origin is allowed
      Given the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      When the app asks for the user's information with the origin "https://page.codecred.example"
      Then the userinfo request is accepted
      And the origin is allowed

    @CC-CORS-10
    Scenario: A page of that origin may read the echo endpoint (profile salesforce)
      When the app asks the echo endpoint with the parameter "code" set to "codecred" and the origin "https://page.codecred.example"
      Then the echo request is accepted
      And the origin is allowed

    @CC-CORS-11
    Scenario Outline: A page of that origin may send <headers> with <method> to the <endpoint> endpoint (profile salesforce)
      When a page of "https://page.codecred.example" asks whether it may send a <method> request with "<headers>" to the <endpoint> endpoint
      Then the origin is allowed
      And the header fields asked for are allowed

      Examples:
        | endpoint      | method | headers                                                  |
        | authorization | POST   | auth-request-type,authorization                          |
        | authorization | POST   | auth-request-type,auth-verification-type,authorization   |
        | authorization | POST   | auth-request-type,uvid-hint                              |
        | token         | POST   | auth-request-type,uvid-hint                              |
        | userinfo      | GET    | authorization,content-type                               |

    @CC-CORS-12
    Scenario: A page of that origin may read the refusal of a wrong password (profile salesforce)
      When the app asks for authorization with a wrong password and the origin "https://page.codecred.example"
      Then the authorization request is refused
      And the origin is allowed
      But the same request with the user's own password is accepted

    @CC-CORS-12
    Scenario: A page of that origin may read the refusal of a code (profile salesforce)
      Given the app holds an authorization code
      When the app exchanges the code with a made-up code and the origin "https://page.codecred.example"
      Then the token request is refused
      And the origin is allowed
      But the same request with the code is accepted

    @CC-CORS-13
    Scenario: An answer that allows the origin by its name depends on Origin
      Given the app holds an authorization code
      When the app exchanges the code with the origin "https://page.codecred.example"
      Then the token request is accepted
      And an answer that names the origin depends on it

    @CC-CORS-03
    Scenario Outline: The origin "<origin>", which is not in the list, is not allowed
      When a page of "<origin>" asks whether it may use the token endpoint
      Then the origin is not allowed
      But the same request with the origin "https://page.codecred.example" is accepted
      And the origin is allowed

      Examples:
        | origin                                         |
        | https://attacker.example                       |
        | http://page.codecred.example                   |
        | https://page.codecred.example:8443             |
        | https://page.codecred.example.attacker.example |
        | https://sub.page.codecred.example              |
        | https://codecred.example                       |
        | null                                           |

  Rule: A change is in effect at once

    @CC-CORS-06
    Scenario: An origin is allowed once it is added, and no longer once it is removed
      When a page of "https://page.codecred.example" asks whether it may use the token endpoint
      Then the origin is not allowed
      When the administrator sets "CORS allowlist, with Enable CORS for OAuth endpoints" to "https://page.codecred.example" for the org
      And a page of "https://page.codecred.example" asks whether it may use the token endpoint
      Then the origin is allowed
      When the administrator sets "CORS allowlist, with Enable CORS for OAuth endpoints" to "" for the org
      And a page of "https://page.codecred.example" asks whether it may use the token endpoint
      Then the origin is not allowed
