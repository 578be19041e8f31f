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
