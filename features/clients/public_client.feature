Feature: A public client

  An app that cannot keep a secret, such as a page in a browser: both secret
  settings are off, and PKCE, which is strongly recommended, takes the place of the secret.

  Background:
    Given a public client

  @CC-CLIENT-03
  Scenario: A public client gets tokens and refreshes them without a consumer secret
    When the app asks for authorization with a code challenge
    Then the authorization request is accepted
    When the app exchanges the code without the consumer secret
    Then the token request is accepted
    And a refresh token is given
    When the app refreshes its tokens without the consumer secret
    Then the refresh request is accepted

  @CC-PKCE-02
  Scenario: A public client without a code challenge is refused
    When the app asks for authorization without a code challenge
    Then the authorization request is refused
    But the same request with a code challenge is accepted

  Scenario Outline: A token request of a public client <variation> is refused
    Given the app holds an authorization code
    When the app exchanges the code <variation>
    Then the token request is refused
    But the same request with the right code verifier is accepted

    @CC-PKCE-07
    Examples:
      | variation                 |
      | without the code verifier |

    @CC-PKCE-06
    Examples:
      | variation                  |
      | with a wrong code verifier |

    @CC-PKCE-10
    Examples:
      | variation                                    |
      | with the code challenge as the code verifier |

  @CC-PKCE-41 @touches:CC-CODE-03
  Scenario: A code of a public client is refused for another app, even with the right code verifier
    Given another public client
    And the app holds an authorization code
    When the app exchanges the code with the client id of another app and the right code verifier
    Then the token request is refused
    But the same request with the app's own client id is accepted

  @CC-SEC-09
  Scenario: A wrong consumer secret that a public client sends is refused
    Given the app holds an authorization code
    When the app exchanges the code with a wrong consumer secret
    Then the token request is refused
    But the same request without the consumer secret is accepted

  @CC-CLIENT-05
  Scenario: With the user's credentials in the POST body, a public client gets tokens and refreshes them
    Given the app has "Require user credentials in the POST body for Authorization Code and Credentials Flow" on
    When the app asks for authorization with the user's credentials in the body and a code challenge
    Then the authorization request is accepted
    When the app exchanges the code without the consumer secret
    Then the token request is accepted
    When the app refreshes its tokens without the consumer secret
    Then the refresh request is accepted

  Rule: Where PKCE is not required, the article and RFC 9700 differ

    Background:
      Given the app has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" off

    @CC-CLIENT-06
    Scenario: Without a code challenge a public client gets tokens, as the article allows (profile salesforce)
      When the app asks for authorization without a code challenge
      Then the authorization request is accepted
      When the app exchanges the code without the consumer secret
      Then the token request is accepted

    @CC-CLIENT-07
    Scenario: Without a code challenge a public client gets no tokens (profile strict)
      When the app asks for authorization without a code challenge
      Then the request leads to no tokens
      But the same request with a code challenge leads to tokens

  Rule: A refresh token of a public client is used once

    @CC-CLIENT-09
    Scenario: A refresh of a public client gives a new refresh token (profile strict)
      Given the app holds tokens
      When the app refreshes its tokens
      Then the refresh request is accepted
      And the refresh token is a new one

  Rule: What published clients of this kind send is accepted

    @CC-REVOKE-10
    Scenario Outline: The client id revokes the <kind> token, without a secret
      Given the app holds tokens
      When the app revokes the <kind> token without the consumer secret
      Then the revocation request is accepted

      Examples:
        | kind    |
        | access  |
        | refresh |

    @CC-TOKEN-11
    Scenario: The grant type hybrid_auth_code of Salesforce's mobile apps is accepted without a secret (profile salesforce)
      Given the app holds an authorization code with a code challenge
      When the app exchanges the code with the grant type "hybrid_auth_code" and the right code verifier
      Then the token request is accepted

  Rule: A public client may be called back on the user's own machine

    @CC-CALL-23
    Scenario: A callback URL on localhost is accepted (profile salesforce)
      Given the app has "Callback URL" set to "http://localhost:1717/OauthRedirect"
      When the app asks for authorization
      Then the authorization request is accepted

    @CC-CALL-22
    Scenario: A callback URL on a loopback address is accepted (profile strict)
      Given the app has "Callback URL" set to "http://127.0.0.1:3000/callback"
      When the app asks for authorization
      Then the authorization request is accepted

    @CC-CALL-21
    Scenario: A callback URL on a loopback address is accepted with another port (profile strict)
      Given the app has "Callback URL" set to "http://127.0.0.1:3000/callback"
      When the app asks for authorization with the callback URL "http://127.0.0.1:4000/callback"
      Then the authorization request is accepted
      When the app exchanges the code with the callback URL "http://127.0.0.1:4000/callback"
      Then the token request is accepted

    @CC-CALL-19
    Scenario: Observed only: another port of a callback URL on a loopback address (profile salesforce)
      Given the app has "Callback URL" set to "http://127.0.0.1:3000/callback"
      When the app asks for authorization with the callback URL "http://127.0.0.1:4000/callback"
      Then it is noted what the answer was

    Scenario Outline: A callback URL of a public client with <difference> is refused
      When the app asks for authorization with the callback URL "<url>"
      Then the authorization request is refused
      But the same request with the registered callback URL is accepted

      @CC-CALL-04
      Examples:
        | difference               | url                                        |
        | another host             | https://attacker.example/callback          |
        | a port that is no number | https://app.codecred.example:port/callback |

      @CC-CALL-08
      Examples:
        | difference   | url                                        |
        | another port | https://app.codecred.example:8443/callback |

    Scenario Outline: A callback URL on a loopback address with <difference> is refused
      Given the app has "Callback URL" set to "<registered>"
      When the app asks for authorization with the callback URL "<url>"
      Then the authorization request is refused
      But the same request with the registered callback URL is accepted

      @CC-CALL-08
      Examples:
        | difference             | registered                      | url                             |
        | https                  | http://127.0.0.1:3000/callback  | https://127.0.0.1:3000/callback |
        | http in place of https | https://127.0.0.1:3000/callback | http://127.0.0.1:3000/callback  |
        | the name of its host   | http://127.0.0.1:3000/callback  | http://localhost:3000/callback  |

      @CC-CALL-07
      Examples:
        | difference   | registered                     | url                             |
        | another path | http://127.0.0.1:3000/callback | http://127.0.0.1:3000/elsewhere |

      @CC-CALL-10
      Examples:
        | difference                    | registered                                         | url                                                |
        | a query                       | http://127.0.0.1:3000/callback                     | http://127.0.0.1:3000/callback?a=b                 |
        | another port in its query too | http://127.0.0.1:3000/callback?back=127.0.0.1:3000 | http://127.0.0.1:4000/callback?back=127.0.0.1:4000 |
