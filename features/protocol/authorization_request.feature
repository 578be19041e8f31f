Feature: The authorization request

  What an app sends to the authorization endpoint: the response type
  code_credentials, its client id, the callback URL for the code, and the user's
  credentials.

  Background:
    Given a private client

  Rule: A complete request is answered with a code

    @CC-AUTHZ-01
    Scenario: A request with all that the flow asks for is answered with a code
      When the app asks for authorization
      Then the authorization request is accepted
      And the redirect carries "code"

    @CC-AUTHZ-08
    Scenario: The Auth-Request-Type "Named-User" is accepted (profile salesforce)
      When the app asks for authorization with the Auth-Request-Type "Named-User"
      Then the authorization request is accepted

    @CC-AUTHZ-15
    Scenario: A request with everything in the form body of a POST request is accepted
      When the app asks for authorization with POST and the parameters in the body
      Then the authorization request is accepted

    @CC-AUTHZ-22
    Scenario: A GET request with credentials in a Basic header is accepted
      When the app asks for authorization with GET and credentials in the Basic header
      Then the authorization request is accepted

    @CC-AUTHZ-16
    Scenario: A request with everything in the query of a POST request, as published clients send it, is accepted (profile salesforce)
      When the app asks for authorization with POST and everything in the query
      Then the authorization request is accepted

    @CC-AUTHZ-17
    Scenario: Observed only: whether a request with everything in the query of a POST request is accepted (profile strict)
      When the app asks for authorization with POST and everything in the query
      Then it is noted what the answer was

    @CC-AUTHZ-18
    Scenario: A request with values that are not percent-encoded is accepted
      When the app asks for authorization with values that are not percent-encoded
      Then the authorization request is accepted

    @CC-AUTHZ-19
    Scenario Outline: A request with the Content-Type "<type>" is accepted
      When the app asks for authorization with the Content-Type "<type>"
      Then the authorization request is accepted

      Examples:
        | type                                             |
        | application/x-www-form-urlencoded;charset=UTF-8  |
        | application/x-www-form-urlencoded; charset=utf-8 |

    @CC-AUTHZ-21
    Scenario Outline: A request with the header Accept "<accept>" gets the same answer
      Given the app holds an authorization code
      When the same request is sent again with the header "Accept" set to "<accept>"
      Then both answers are the same

      Examples:
        | accept                  |
        | text/html;charset=UTF-8 |
        | */*                     |

    @CC-AUTHZ-11
    Scenario Outline: A request with the parameter "<parameter>", which the server need not know, is accepted
      When the app asks for authorization with the parameter "<parameter>" set to "1"
      Then the authorization request is accepted

      Examples:
        | parameter        |
        | codecred_unknown |
        | recaptcha        |
        | attestation      |

    @CC-AUTHZ-26
    Scenario: A cookie of a load balancer changes nothing
      When the app asks for authorization with the header "Cookie" set to "BrowserId=codecred; LB=node-1"
      Then the authorization request is accepted
      When the app exchanges the code with the header "Cookie" set to "BrowserId=codecred; LB=node-1"
      Then the token request is accepted

    @CC-AUTHZ-25
    Scenario Outline: Observed only: the answer to the Auth-Request-Type "<type>" (profile salesforce)
      When the app asks for authorization with the Auth-Request-Type "<type>"
      Then it is noted what the answer was

      Examples:
        | type       |
        | named-user |
        | NAMED-USER |

  Rule: A parameter without a value is treated as one that is left out

    @CC-AUTHZ-14
    Scenario: A request with an empty state is accepted
      Given the app asks for authorization without the parameter "state"
      And the authorization request is accepted
      When the app asks for authorization with the state ""
      Then the authorization request is accepted
      And both answers are the same

    @CC-AUTHZ-14
    Scenario: A request with an empty code challenge is accepted
      When the app asks for authorization with the parameter "code_challenge" set to ""
      Then the authorization request is accepted
      When the app exchanges the code without a code verifier
      Then the token request is accepted

  Rule: The response type must be code_credentials

    @CC-AUTHZ-02
    Scenario Outline: A request <variation> is refused
      When the app asks for authorization <variation>
      Then the authorization request is refused
      But the same request with the response type "code_credentials" is accepted

      Examples:
        | variation                             |
        | without the parameter "response_type" |
        | with the response type ""             |

    Scenario Outline: The response type "<type>" is refused
      When the app asks for authorization with the response type "<type>"
      Then the authorization request is refused
      But the same request with the response type "code_credentials" is accepted

      @CC-AUTHZ-03
      Examples:
        | type                              |
        | codecred                          |
        | code_credentials code_credentials |

      @CC-AUTHZ-06
      Examples: In other letter case
        | type             |
        | CODE_CREDENTIALS |
        | Code_Credentials |

    @CC-AUTHZ-07
    Scenario Outline: With the response type code, credentials in <place> give no code
      When the app asks for authorization with the response type "code" and the user's credentials in <place>
      Then no code and no token is given
      But the same request with the response type "code_credentials" is accepted

      Examples:
        | place            |
        | the body         |
        | the Basic header |

    @CC-AUTHZ-04 @CC-AUTHZ-30
    Scenario: An unknown response type is answered with unsupported_response_type
      When the app asks for authorization with the response type "codecred"
      Then the authorization request is refused
      And the error is "unsupported_response_type"
      But the same request with the response type "code_credentials" is accepted

    @CC-AUTHZ-05 @CC-AUTHZ-31
    Scenario: A missing response type is answered with invalid_request
      When the app asks for authorization without the parameter "response_type"
      Then the authorization request is refused
      And the error is "invalid_request"
      But the same request with the response type "code_credentials" is accepted

  Rule: The header Auth-Request-Type says what kind of request it is

    @CC-AUTHZ-09
    Scenario: Observed only: whether the header Auth-Request-Type may be left out (profile salesforce)
      When the app asks for authorization without the Auth-Request-Type header
      Then it is noted what the answer was

    @CC-AUTHZ-10
    Scenario: An unknown value of Auth-Request-Type is refused (profile salesforce)
      When the app asks for authorization with the Auth-Request-Type "Codecred-User"
      Then the authorization request is refused
      But the same request with the Auth-Request-Type "Named-User" is accepted

  Rule: No parameter may stand twice

    @CC-AUTHZ-12
    Scenario Outline: The parameter "<parameter>" twice is refused
      When the app asks for authorization with the state "one" and the scope "api" and a code challenge and the parameter "<parameter>" twice
      Then the authorization request is refused
      But the same request with the parameter "<parameter>" once is accepted

      Examples:
        | parameter             |
        | response_type         |
        | client_id             |
        | redirect_uri          |
        | scope                 |
        | state                 |
        | code_challenge        |
        | code_challenge_method |
        | username              |
        | password              |

    @CC-AUTHZ-12
    Scenario Outline: The parameter "<parameter>" a second time, with another value, is refused
      When the app asks for authorization with the state "one" and the parameter "<parameter>" a second time as "<value>"
      Then the authorization request is refused
      But the same request with the parameter "<parameter>" once is accepted

      Examples:
        | parameter     | value                             |
        | response_type | code                              |
        | redirect_uri  | https://attacker.example/callback |
        | state         | two                               |

    @CC-AUTHZ-12
    Scenario Outline: The parameter "<parameter>" twice in the query of a GET is refused
      When the app asks for authorization with GET and the user's credentials in the Basic header and the state "one" and the parameter "<parameter>" twice
      Then the authorization request is refused
      But the same request with the parameter "<parameter>" once is accepted

      Examples:
        | parameter     |
        | response_type |
        | client_id     |
        | redirect_uri  |
        | state         |

    @CC-AUTHZ-13
    Scenario: A parameter that stands twice is answered with invalid_request
      When the app asks for authorization with the state "one" and the parameter "state" twice
      Then the authorization request is refused
      And the error is "invalid_request"
      But the same request with the parameter "state" once is accepted

  Rule: A body that is no form, and a method that the endpoint does not have, give no code

    @CC-AUTHZ-20
    Scenario Outline: A body with the Content-Type "<type>" is refused
      When the app asks for authorization with the Content-Type "<type>"
      Then the authorization request is refused
      But the same request with the Content-Type "application/x-www-form-urlencoded" is accepted

      Examples:
        | type                                    |
        | application/json                        |
        | text/plain                              |
        | multipart/form-data; boundary=codecred1 |

    @CC-AUTHZ-24
    Scenario Outline: Observed only: a body with "<bytes>", which is no valid form
      When the app asks for authorization with values that are not percent-encoded and the state "<bytes>"
      Then it is noted what the answer was

      Examples:
        | bytes  |
        | %      |
        | %ZZ    |
        | %FF%FE |

    @CC-AUTHZ-23
    Scenario Outline: A <method> request gives no code
      When the app asks for authorization with <method>
      Then no code and no token is given
      But the same request with POST is accepted

      Examples:
        | method |
        | PUT    |
        | PATCH  |
        | DELETE |
