Feature: The token request

  How an app asks for tokens: a POST request with a grant type and a code.

  Background:
    Given a private client
    And the app holds an authorization code

  Rule: The grant type must be one that the server knows

    @CC-TOKEN-09
    Scenario Outline: A token request <variation> is refused
      When the app exchanges the code <variation>
      Then the token request is refused
      But the same request with the grant type "authorization_code" is accepted

      Examples:
        | variation                                |
        | with the grant type "unknown"            |
        | with the grant type "Authorization_Code" |
        | with the grant type ""                   |
        | without the parameter "grant_type"       |

    @CC-TOKEN-10 @CC-TOKEN-30
    Scenario: An unknown grant type is answered with 400 and unsupported_grant_type
      When the app exchanges the code with the grant type "unknown"
      Then the token request is refused
      And the answer's status is 400
      And the error is "unsupported_grant_type"
      But the same request with the grant type "authorization_code" is accepted

    @CC-TOKEN-11
    Scenario: The grant type hybrid_auth_code of Salesforce's mobile apps is accepted (profile salesforce)
      When the app exchanges the code with the grant type "hybrid_auth_code"
      Then the token request is accepted

    @CC-TOKEN-50
    Scenario: A token request with a user name and a password in place of the code is refused (profile strict)
      When the app exchanges the code with the user's credentials in place of the code and the grant type "password"
      Then the token request is refused
      But the same request with the grant type "authorization_code" and the code and the registered callback URL is accepted

    @CC-TOKEN-14
    Scenario: Observed only: whether user name and password in a token request are accepted (profile salesforce)
      When the app exchanges the code with the user's credentials in place of the code and the grant type "password"
      Then it is noted what the answer was

  Rule: Each parameter must stand there once

    @CC-TOKEN-12
    Scenario Outline: A token request <variation> is refused
      When the app exchanges the code <variation>
      Then the token request is refused
      But the same request with the code is accepted

      Examples:
        | variation                                                                        |
        | without the parameter "code"                                                     |
        | with the parameter "code" set to ""                                              |
        | with the user's credentials in place of the code and the registered callback URL |

    @CC-TOKEN-13
    Scenario Outline: The parameter "<parameter>" <how> is refused
      When the app exchanges the code with the parameter "<parameter>" <how>
      Then the token request is refused
      But the same request with the parameter "<parameter>" once is accepted

      Examples:
        | parameter    | how                      |
        | grant_type   | twice                    |
        | code         | twice                    |
        | code         | a second time as "other" |
        | redirect_uri | twice                    |
        | client_id    | twice                    |

  Rule: A token request is a POST request with a form

    @CC-TOKEN-15
    Scenario: A token request by GET is refused (profile strict)
      When the app exchanges the code with GET
      Then the token request is refused
      But the same request with POST is accepted

    @CC-TOKEN-16
    Scenario: A token request by GET should be refused (profile salesforce)
      When the app exchanges the code with GET
      Then the token request is refused
      But the same request with POST is accepted

    @CC-TOKEN-17
    Scenario: A token request with everything in the query of a POST request, as published clients send it, is accepted (profile salesforce)
      When the app exchanges the code with everything in the query
      Then the token request is accepted

  Rule: What the server does not know, or what has no value, is ignored

    @CC-TOKEN-21
    Scenario Outline: A token request with the unknown parameter "<parameter>" is accepted
      When the app exchanges the code with the parameter "<parameter>" set to "<value>"
      Then the token request is accepted

      Examples:
        | parameter        | value |
        | codecred_unknown | 1     |
        | format           | json  |

    @CC-TOKEN-22
    Scenario Outline: A token request with an empty "<parameter>" is accepted
      When the app exchanges the code with the parameter "<parameter>" set to ""
      Then the token request is accepted

      Examples:
        | parameter        |
        | scope            |
        | code_verifier    |
        | codecred_unknown |
