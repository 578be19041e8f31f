Feature: Code challenge and code verifier

  A code that was asked for with a challenge is given tokens only with the
  verifier behind it, whether or not PKCE is required.

  Background:
    Given a private client

  Rule: The verifier must be the one behind the challenge

    @CC-PKCE-05 @CC-PKCE-06 @CC-PKCE-07 @CC-PKCE-09 @CC-PKCE-10
    Scenario Outline: Required or not (<state>), a token request <variation> is refused
      Given the app has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" <state>
      And the app holds an authorization code with a code challenge
      When the app exchanges the code <variation>
      Then the token request is refused
      But the same request with the right code verifier is accepted

      Examples:
        | state | variation                                                 |
        | off   | without the code verifier                                 |
        | off   | with a wrong code verifier                                |
        | on    | without the code verifier                                 |
        | on    | with a wrong code verifier                                |
        | on    | with the code challenge as its own verifier               |
        | on    | with the code verifier short of its last character        |
        | on    | with the code verifier short of its first character       |
        | on    | with the code verifier cut to 8 characters                |
        | on    | with the code verifier followed by "A"                    |
        | on    | with the code verifier followed by "="                    |
        | on    | with the code verifier in upper case                      |
        | on    | with the code verifier in lower case                      |
        | on    | with the code verifier in swapped case                    |
        | on    | with the parameter "code_verifier" set to ""              |

    @CC-PKCE-08
    Scenario: A verifier for a code that was asked for without a challenge is refused
      Given the app holds an authorization code without a code challenge
      When the app exchanges the code with a code verifier that was never announced
      Then the token request is refused
      But the same request without a code verifier is accepted

    @CC-PKCE-11
    Scenario: The verifier of another code is refused
      Given the app holds an authorization code with a code challenge
      And the app holds an authorization code with a code challenge
      When the app exchanges the code with the previous code
      Then the token request is refused
      But the same request with the code is accepted

  Rule: The challenge is S256

    @CC-PKCE-12 @CC-PKCE-24
    Scenario Outline: A challenge <variation> is accepted with its verifier
      Given the app holds an authorization code with <variation>
      When the app exchanges the code with the right code verifier
      Then the token request is accepted

      Examples:
        | variation                                      |
        | the code challenge method "S256"                   |
        | the code challenge of a verifier of 43 characters  |
        | the code challenge of a verifier of 128 characters |

    @CC-PKCE-21
    Scenario: A verifier of 171 characters, as the vendor's mobile apps send, is accepted
      Given the app holds an authorization code with the code challenge of a verifier of 171 characters
      When the app exchanges the code with the right code verifier
      Then the token request is accepted

    @CC-PKCE-13
    Scenario: Without a method the challenge is S256
      Given the app holds an authorization code with a code challenge and without a code challenge method
      When the app exchanges the code with the right code verifier
      Then the token request is accepted

    @CC-PKCE-13
    Scenario: Without a method the challenge is not the verifier itself
      Given the app holds an authorization code with the code verifier itself as its challenge and without a code challenge method
      When the app exchanges the code with the right code verifier
      Then the token request is refused
      But the same request with a code whose challenge is S256 is accepted

    @CC-PKCE-17 @CC-PKCE-19
    Scenario Outline: The method "<method>" is refused
      When the app asks for authorization with the code challenge method "<method>"
      Then the authorization request is refused
      But the same request with the code challenge method "S256" is accepted

      Examples:
        | method |
        | S512   |
        | s256   |
        | none   |
