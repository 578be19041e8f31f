Feature: Code challenge and code verifier

  A code that was asked for with a code challenge gives tokens only with the
  code verifier that belongs to it, whether or not PKCE is required.

  Background:
    Given a private client

  Rule: The code verifier must belong to the code challenge

    Scenario Outline: With PKCE required (<state>), a token request <variation> is refused
      Given the app has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" <state>
      And the app holds an authorization code with a code challenge
      When the app exchanges the code <variation>
      Then the token request is refused
      But the same request with the right code verifier is accepted

      @CC-PKCE-05 @touches:CC-PKCE-07
      Examples:
        | state | variation                 |
        | off   | without the code verifier |

      @CC-PKCE-06
      Examples:
        | state | variation                  |
        | off   | with a wrong code verifier |

      @CC-PKCE-10
      Examples:
        | state | variation                                    |
        | on    | with the code challenge as the code verifier |

      @CC-PKCE-09
      Examples: As a careless server writes it
        | state | variation                                  |
        | on    | with the code verifier cut to 8 characters |
        | on    | with the code verifier followed by "="     |
        | on    | with the code verifier in upper case       |
        | on    | with the code verifier in lower case       |

    @CC-PKCE-08
    Scenario: A code verifier is refused for a code that was asked for without a code challenge
      Given the app holds an authorization code without a code challenge
      When the app exchanges the code with a code verifier that belongs to no code challenge
      Then the token request is refused
      But the same request without a code verifier is accepted

    @CC-PKCE-11
    Scenario: The code verifier of another code is refused
      Given the app holds an authorization code with a code challenge
      And the app holds an authorization code with a code challenge
      When the app exchanges the code with the previous code
      Then the token request is refused
      But the same request with the code is accepted

  Rule: The code challenge method is S256

    Scenario Outline: A request with <variation> is accepted, and so is its code verifier
      When the app asks for authorization with <variation>
      Then the authorization request is accepted
      When the app exchanges the code with the right code verifier
      Then the token request is accepted

      @CC-PKCE-12
      Examples:
        | variation                        |
        | the code challenge method "S256" |

      @CC-PKCE-24
      Examples: The shortest and the longest verifier
        | variation                                          |
        | the code challenge of a verifier of 43 characters  |
        | the code challenge of a verifier of 128 characters |

    @CC-PKCE-21
    Scenario: A code verifier of 171 characters, as Salesforce's mobile apps send it, is accepted (profile salesforce)
      When the app asks for authorization with the code challenge of a verifier of 171 characters
      Then the authorization request is accepted
      When the app exchanges the code with the right code verifier
      Then the token request is accepted

    @CC-PKCE-13
    Scenario: A code challenge without a method is read as S256 (profile salesforce)
      When the app asks for authorization with a code challenge and without a code challenge method
      Then the authorization request is accepted
      When the app exchanges the code with the right code verifier
      Then the token request is accepted

    @CC-PKCE-13
    Scenario: A code challenge without a method is not read as the code verifier itself (profile salesforce)
      Given the app holds an authorization code with the code verifier itself as the code challenge and without a code challenge method
      When the app exchanges the code with the right code verifier
      Then the token request is refused
      But the same request with a code whose challenge is S256 is accepted

    Scenario Outline: The code challenge method "<method>" is refused
      When the app asks for authorization with the code challenge method "<method>"
      Then the authorization request is refused
      But the same request with the code challenge method "S256" is accepted

      @CC-PKCE-17
      Examples:
        | method |
        | S512   |
        | none   |

      @CC-PKCE-19
      Examples: In other letter case
        | method |
        | s256   |

    @CC-PKCE-18
    Scenario: An unknown code challenge method is answered with invalid_request
      When the app asks for authorization with the code challenge method "S512"
      Then the authorization request is refused
      And the error is "invalid_request"
      But the same request with the code challenge method "S256" is accepted

    @CC-PKCE-14
    Scenario: A code challenge without a method is not read as S256 (profile strict)
      When the app asks for authorization with a code challenge and without a code challenge method
      Then the request leads to no tokens
      But the same request with the code challenge method "S256" leads to tokens

    @CC-PKCE-15
    Scenario: The code challenge method plain is refused (profile strict)
      When the app asks for authorization with the code verifier itself as the code challenge and the code challenge method "plain"
      Then the authorization request is refused
      But the same request with the code challenge method "S256" is accepted

    @CC-PKCE-16
    Scenario: Observed only: whether the code challenge method plain is accepted (profile salesforce)
      When the app asks for authorization with the code verifier itself as the code challenge and the code challenge method "plain"
      Then it is noted what the answer was

    @CC-PKCE-20
    Scenario: Observed only: a code challenge method without a code challenge
      When the app asks for authorization with the parameter "code_challenge_method" set to "S256"
      Then it is noted what the answer was

    @CC-PKCE-27
    Scenario Outline: The code challenge "<challenge>", which belongs to no code verifier, leads to no tokens
      When the app asks for authorization with a code challenge and the code challenge "<challenge>"
      Then the request leads to no tokens
      But the same request with a code challenge leads to tokens

      Examples:
        | challenge                                    |
        | short                                        |
        | AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA   |
        | AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA |
        | AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA+  |
        | AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/  |

    @CC-PKCE-28
    Scenario: A code challenge with padding leads to no tokens
      When the app asks for authorization with the code challenge followed by "="
      Then the request leads to no tokens
      But the same request with a code challenge leads to tokens

  Rule: A code verifier has 43 to 128 unreserved characters

    @CC-PKCE-25
    Scenario: A code verifier with all of the unreserved characters is accepted
      When the app asks for authorization with the code challenge of a verifier that contains "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
      Then the authorization request is accepted
      When the app exchanges the code with the right code verifier
      Then the token request is accepted

    Scenario Outline: A code verifier of <length> characters is refused (profile strict)
      Given the app holds an authorization code with the code challenge of a verifier of <length> characters
      When the app exchanges the code with the right code verifier
      Then the token request is refused
      But the same request with a code whose verifier has <right length> characters is accepted

      @CC-PKCE-23
      Examples: Too short
        | length | right length |
        | 42     | 43           |

      @CC-PKCE-22
      Examples: Too long
        | length | right length |
        | 129    | 128          |

    @CC-PKCE-26
    Scenario Outline: A code verifier that contains "<character>" is refused (profile strict)
      Given the app holds an authorization code with the code challenge of a verifier that contains "<character>"
      When the app exchanges the code with the right code verifier
      Then the token request is refused
      But the same request with a code whose verifier contains "~" is accepted

      Examples:
        | character |
        | +         |
        | /         |
        | =         |
        | é         |

  Rule: The error for a code verifier

    @CC-PKCE-38
    Scenario: A wrong code verifier is answered with 400 and invalid_grant or invalid_request (profile salesforce)
      Given the app holds an authorization code with a code challenge
      When the app exchanges the code with a wrong code verifier
      Then the token request is refused
      And the answer's status is 400
      And the error is "invalid_grant" or "invalid_request"
      But the same request with the right code verifier is accepted

    @CC-PKCE-39
    Scenario: A wrong code verifier is answered with invalid_grant (profile strict)
      Given the app holds an authorization code with a code challenge
      When the app exchanges the code with a wrong code verifier
      Then the token request is refused
      And the error is "invalid_grant"
      But the same request with the right code verifier is accepted

    @CC-PKCE-40
    Scenario: A missing code verifier is answered with 400 and invalid_grant
      Given the app holds an authorization code with a code challenge
      When the app exchanges the code without the code verifier
      Then the token request is refused
      And the answer's status is 400
      And the error is "invalid_grant"
      But the same request with the right code verifier is accepted
