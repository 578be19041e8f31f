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
