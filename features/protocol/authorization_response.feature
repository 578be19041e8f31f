Feature: The answer to an authorization request

  The code stands in a redirect to the callback URL, together with the state that the
  app sent. Nothing else in the answer lets anybody log in.

  Background:
    Given a private client

  Rule: An accepted request is answered with a redirect to the callback URL

    @CC-RESP-01
    Scenario: The answer is a redirect with the status 302 or 303 and the code in its query (profile salesforce)
      When the app asks for authorization
      Then the authorization request is accepted
      And the answer's status is 302 or 303
      And the redirect carries "code"

    @CC-RESP-02
    Scenario: The answer is a redirect with the code in its query (profile strict)
      When the app asks for authorization
      Then the authorization request is accepted
      And the redirect carries "code"

    @CC-RESP-03
    Scenario: The redirect has the status 303, after which no browser sends the credentials again (profile strict)
      When the app asks for authorization
      Then the authorization request is accepted
      And the answer's status is 303

    Scenario Outline: The redirect for a <method> request with credentials in <place> has no status <status>, which would send the credentials again
      When the app asks for authorization with <method> and the user's credentials in <place>
      Then the authorization request is accepted
      And the answer's status is not <status>

      @CC-RESP-04
      Examples:
        | method | place            | status |
        | POST   | the body         | 307    |
        | POST   | the Basic header | 307    |
        | GET    | the Basic header | 307    |

      @CC-RESP-17
      Examples:
        | method | place            | status |
        | POST   | the body         | 308    |
        | POST   | the Basic header | 308    |
        | GET    | the Basic header | 308    |

    @CC-RESP-15
    Scenario: The code, decoded from the query, is accepted by the token endpoint
      Given the app asks for authorization
      And the authorization request is accepted
      When the app exchanges the code
      Then the token request is accepted

  Rule: The state comes back as it was sent

    @CC-RESP-05
    Scenario Outline: The state "<state>" comes back
      When the app asks for authorization with the state "<state>"
      Then the authorization request is accepted
      And the redirect carries "state" set to "<state>"

      Examples:
        | state                                                            |
        | af0ifjsldkj                                                      |
        | one two                                                          |
        | one+two                                                          |
        | 100%20&code=forged#fragment?a=b                                  |
        | <b>'~!@$^*()-_;:,./                                              |
        | QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdA== |

    @CC-RESP-06
    Scenario: For a request without a state the redirect has no state
      When the app asks for authorization without the parameter "state"
      Then the authorization request is accepted
      And the redirect carries no "state"

  Rule: The redirect names the site

    @CC-RESP-07
    Scenario: The redirect names the site in sfdc_community_url (profile salesforce)
      When the app asks for authorization
      Then the authorization request is accepted
      And the redirect carries "sfdc_community_url" set to the site's URL

    @CC-RESP-08
    Scenario: The redirect has sfdc_community_id (profile salesforce)
      When the app asks for authorization
      Then the authorization request is accepted
      And the redirect carries "sfdc_community_id"

    @CC-RESP-09
    Scenario: The echo endpoint of the site answers with the values of the redirect as JSON (profile salesforce)
      Given the app's callback URL is the echo endpoint of its site
      And the app asks for authorization with the state "af0ifjsldkj"
      And the authorization request is accepted
      When the app follows the redirect to the echo endpoint
      Then the echo request is accepted
      And the answer's status is 200
      And the answer is JSON
      And the answer has "code" set to the code
      And the answer has "sfdc_community_url" set to the site's URL
      And the answer has "sfdc_community_id"
      And the answer has "state" set to "af0ifjsldkj"

    @CC-RESP-13
    Scenario: Observed only: whether the redirect names the issuer
      When the app asks for authorization
      Then it is noted whether the redirect carries "iss"

    @CC-RESP-16
    Scenario: Where the metadata promises the issuer, the redirect names it
      Given the app reads the site's metadata
      When the app asks for authorization
      Then the authorization request is accepted
      And the redirect names the issuer, if the metadata promises it

    @CC-RESP-14
    Scenario: Observed only: whether the code ends in two equals signs (profile salesforce)
      When the app asks for authorization
      Then it is noted whether the code ends in "=="

  Rule: No answer has a code or token that does not belong in it

    @CC-RESP-10
    Scenario Outline: The redirect for a request with the scope "<scope>" has no token
      Given the app has "Selected OAuth Scopes" set to "api refresh_token openid"
      When the app asks for authorization with the scope "<scope>"
      Then the authorization request is accepted
      And the redirect carries no token

      Examples:
        | scope                    |
        | api                      |
        | api refresh_token openid |

    @CC-RESP-11
    Scenario Outline: The refusal of a request with <mistake> has no code and no token anywhere
      When the app asks for authorization with <mistake>
      Then the authorization request is refused
      But the same request with <right> is accepted

      Examples:
        | mistake                                              | right                                |
        | a wrong password                                     | the user's own password              |
        | an unknown username                                  | the user's own username              |
        | an unknown client id                                 | the app's own client id              |
        | the callback URL "https://attacker.example/callback" | the registered callback URL          |
        | the response type "codecred"                         | the response type "code_credentials" |
        | the code challenge method "S512"                     | the code challenge method "S256"     |

    @CC-RESP-11
    Scenario Outline: The refusal of a token request with <mistake> has no code and no token anywhere
      Given the app holds an authorization code with a code challenge
      When the app exchanges the code with <mistake>
      Then the token request is refused
      But the same request with <right> is accepted

      @touches:CC-CODE-06
      Examples:
        | mistake        | right    |
        | a made-up code | the code |

      @touches:CC-PKCE-06
      Examples:
        | mistake               | right                   |
        | a wrong code verifier | the right code verifier |

      @touches:CC-SEC-04
      Examples:
        | mistake                 | right               |
        | a wrong consumer secret | the consumer secret |

    @CC-RESP-11 @touches:CC-RSEC-03
    Scenario: The refusal of a refresh request has no code and no token anywhere
      Given the app holds tokens
      When the app refreshes its tokens with a wrong consumer secret
      Then the refresh request is refused
      But the same request with the consumer secret is accepted

    @CC-RESP-12
    Scenario: An accepted answer may not be stored
      When the app asks for authorization
      Then the authorization request is accepted
      And the answer has the header "Cache-Control" with "no-store"

    @CC-RESP-12
    Scenario: A refusal may not be stored
      When the app asks for authorization with a wrong password
      Then the authorization request is refused
      And the answer has the header "Cache-Control" with "no-store"
      But the same request with the user's own password is accepted
