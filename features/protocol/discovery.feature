Feature: The site's metadata

  A site publishes where its endpoints are and what it can do.

  Background:
    Given a private client

  @CC-DISC-01
  Scenario Outline: The metadata has <member>
    When the app reads the site's metadata
    Then the discovery request is accepted
    And the answer has "<member>"
    And the answer's "<member>" is an absolute URL

    Examples:
      | member                 |
      | issuer                 |
      | authorization_endpoint |
      | token_endpoint         |
      | jwks_uri               |

  @CC-DISC-02
  Scenario: The metadata names the code challenge method S256 (profile strict)
    When the app reads the site's metadata
    Then the discovery request is accepted
    And the metadata lists "S256" among its "code_challenge_methods_supported"

  @CC-DISC-03
  Scenario: The issuer in the metadata is the site
    Given the app holds an authorization code
    When the app reads the site's metadata
    Then the metadata, if there is any, names the site as its issuer

  @CC-DISC-04
  Scenario: Observed only: whether the metadata lists the response type code_credentials
    When the app reads the site's metadata
    Then it is noted whether the metadata lists "code_credentials" among its "response_types_supported"

  @CC-DISC-06
  Scenario Outline: Where the metadata lists ways to authenticate, a secret in <place> is among them
    Given the app holds an authorization code
    And the app exchanges the code with client authentication in <place>
    And the token request is accepted
    When the app reads the site's metadata
    Then the metadata, if it has "token_endpoint_auth_methods_supported", lists "<method>" there

    Examples:
      | place            | method              |
      | the body         | client_secret_post  |
      | the Basic header | client_secret_basic |

  @CC-DISC-06
  Scenario Outline: Where the metadata lists grant types, <grant> is among them
    Given the app holds tokens
    And the app refreshes its tokens
    And the refresh request is accepted
    When the app reads the site's metadata
    Then the metadata, if it has "grant_types_supported", lists "<grant>" there

    Examples:
      | grant              |
      | authorization_code |
      | refresh_token      |

  @CC-DISC-06
  Scenario: Where the metadata lists algorithms, that of the ID token is among them
    Given the app has "Selected OAuth Scopes" set to "api openid"
    And the app holds tokens
    When the app reads the site's metadata
    Then the metadata, if it lists algorithms of ID tokens, lists that of the app's ID token
