Feature: The answer to an authorization request

  The code travels in a redirect to the callback URL, with what the app sent to
  know its own request by, and with nothing that gets anyone in besides.

  Background:
    Given a private client

  Rule: Success is a redirect to the callback URL

    @CC-RESP-01
    Scenario: It is a 302, or a 303, with the code in its query
      When the app asks for authorization
      Then the authorization request is accepted
      And the answer's status is 302 or 303
      And the redirect carries "code"

    @CC-RESP-02
    Scenario: It is a redirect with the code in its query
      When the app asks for authorization
      Then the authorization request is accepted
      And the redirect carries "code"

    @CC-RESP-03
    Scenario: It is a 303, after which no browser sends the credentials on
      When the app asks for authorization
      Then the authorization request is accepted
      And the answer's status is 303

    @CC-RESP-04
    Scenario Outline: It is never a 307 or 308, which would send the credentials on: <method> with credentials in <place>
      When the app asks for authorization with <method> and the user's credentials in <place>
      Then the authorization request is accepted
      And the answer's status is not 307 or 308

      Examples:
        | method | place            |
        | POST   | the body         |
        | POST   | the Basic header |
        | GET    | the Basic header |

    @CC-RESP-15
    Scenario: The code reads back from the query as the token endpoint knows it
      When the app asks for authorization
      Then the authorization request is accepted
      When the app exchanges the code
      Then the token request is accepted

  Rule: state comes back as it was sent

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
    Scenario: Without a state there is none
      When the app asks for authorization without the parameter "state"
      Then the authorization request is accepted
      And the redirect carries no "state"

  Rule: The redirect names the site

    @CC-RESP-07
    Scenario: sfdc_community_url is the site
      When the app asks for authorization
      Then the authorization request is accepted
      And the redirect carries "sfdc_community_url" set to "{site}"

    @CC-RESP-08
    Scenario: sfdc_community_id is there
      When the app asks for authorization
      Then the authorization request is accepted
      And the redirect carries "sfdc_community_id"

    @CC-RESP-09
    Scenario: The echo endpoint of the site replays the redirect as JSON
      Given the app's callback URL is the echo endpoint of its site
      When the app asks for authorization with the state "af0ifjsldkj"
      Then the authorization request is accepted
      When the app follows the redirect to the echo endpoint
      Then the echo request is accepted
      And the answer's status is 200
      And the answer is JSON
      And the answer has "code" set to "{code}"
      And the answer has "sfdc_community_url" set to "{site}"
      And the answer has "sfdc_community_id"
      And the answer has "state" set to "af0ifjsldkj"

    @CC-RESP-13
    Scenario: Whether the redirect names the issuer is left open
      When the app asks for authorization
      Then it is noted whether the redirect carries "iss"

    @CC-RESP-14
    Scenario: What a code ends in is left open
      When the app asks for authorization
      Then it is noted whether the code ends in "=="

  Rule: Nothing else that gets anyone in is in an answer

    @CC-RESP-10
    Scenario Outline: The redirect to a request for "<scope>" carries no token
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
        | mistake                                              | right                               |
        | a wrong password                                     | the user's own password             |
        | an unknown username                                  | the user's own username             |
        | an unknown client id                                 | the app's own client id             |
        | the callback URL "https://attacker.example/callback" | the registered callback URL         |
        | the response type "codecred"                         | the response type "code_credentials" |
        | the code challenge method "S512"                     | the code challenge method "S256"    |

    @CC-RESP-11
    Scenario Outline: Neither has the refusal of a token request with <mistake>
      Given the app holds an authorization code with a code challenge
      When the app exchanges the code with <mistake>
      Then the token request is refused
      But the same request with <right> is accepted

      Examples:
        | mistake                 | right                   |
        | a made-up code          | the code                |
        | a wrong code verifier   | the right code verifier |
        | a wrong consumer secret | the consumer secret     |

    @CC-RESP-11
    Scenario: Neither has the refusal of a refresh request
      Given the app holds tokens
      When the app refreshes its tokens with a wrong consumer secret
      Then the refresh request is refused
      But the same request with the consumer secret is accepted

    @CC-RESP-12
    Scenario: No cache keeps an accepted answer
      When the app asks for authorization
      Then the authorization request is accepted
      And the answer has the header "Cache-Control" with "no-store"

    @CC-RESP-12
    Scenario: No cache keeps a refusal
      When the app asks for authorization with a wrong password
      Then the authorization request is refused
      And the answer has the header "Cache-Control" with "no-store"
      But the same request with the user's own password is accepted
