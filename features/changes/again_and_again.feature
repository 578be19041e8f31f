Feature: The same answer each time

  A request that is refused once is refused each time, however often it is sent.

  Background:
    Given a private client

  Rule: A request that a setting forbids is refused each time

    @CC-ORG-02
    Scenario: Refused each time with "Allow Authorization Code and Credentials Flows" turned off
      Given the app asks for authorization
      And the authorization request is accepted
      When the administrator turns "Allow Authorization Code and Credentials Flows" off for the org
      And the same request is sent again
      Then the authorization request is refused
      And the same request is refused 5 more times
      But the same request was accepted before the change

    Scenario Outline: Refused each time with "<setting>" turned <state>
      Given the app asks for authorization with <request>
      And the authorization request is accepted
      When the administrator turns "<setting>" <state> for the app
      And the same request is sent again
      Then the authorization request is refused
      And the same request is refused 5 more times
      But the same request was accepted before the change

      @CC-OAUTH-01
      Examples:
        | setting      | state | request |
        | Enable OAuth | off   | POST    |

      @CC-FLOW-02
      Examples:
        | setting                                        | state | request |
        | Enable Authorization Code and Credentials Flow | off   | POST    |

      @CC-POST-06
      Examples:
        | setting                                                                               | state | request                                 |
        | Require user credentials in the POST body for Authorization Code and Credentials Flow | on    | GET and credentials in the Basic header |

      @CC-POST-07
      Examples:
        | setting                                                                               | state | request                         |
        | Require user credentials in the POST body for Authorization Code and Credentials Flow | on    | credentials in the Basic header |

      @CC-PKCE-02
      Examples:
        | setting                                                                                | state | request |
        | Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows | on    | POST    |

    Scenario Outline: Refused each time with "<setting>" set to "<value>"
      Given the app asks for authorization with <request>
      And the authorization request is accepted
      When the administrator sets "<setting>" to "<value>" for the app
      And the same request is sent again
      Then the authorization request is refused
      And the same request is refused 5 more times
      But the same request was accepted before the change

      @CC-CALL-04
      Examples:
        | setting      | value                                | request                                                  |
        | Callback URL | https://other.codecred.example/other | the callback URL "https://app.codecred.example/callback" |

      @CC-SCOPE-02
      Examples: (profile salesforce)
        | setting               | value         | request         |
        | Selected OAuth Scopes | refresh_token | the scope "api" |

  Rule: A request with a wrong value is refused each time

    @CC-CRED-02
    Scenario: A wrong password, as often as a user may try
      When the app asks for authorization with a wrong password
      Then the authorization request is refused
      And the same request is refused 2 more times
      But the same request with the user's own password is accepted

    Scenario Outline: A token request <variation> is refused each time
      Given the app holds an authorization code with a code challenge
      When the app exchanges the code <variation>
      Then the token request is refused
      And the same request is refused 5 more times
      But the same request with <right> is accepted

      @CC-PKCE-06
      Examples:
        | variation                  | right                   |
        | with a wrong code verifier | the right code verifier |

      @CC-SEC-01
      Examples:
        | variation                   | right               |
        | without the consumer secret | the consumer secret |

      @CC-SEC-04
      Examples:
        | variation                    | right               |
        | with a wrong consumer secret | the consumer secret |

    Scenario Outline: A refresh request <variation> is refused each time
      Given the app holds tokens
      When the app refreshes its tokens <variation>
      Then the refresh request is refused
      And the same request is refused 5 more times
      But the same request with the consumer secret is accepted

      @CC-RSEC-01
      Examples:
        | variation                   |
        | without the consumer secret |

      @CC-RSEC-03
      Examples:
        | variation                    |
        | with a wrong consumer secret |
