Feature: The user's credentials

  A user name and a password, in the form body or in a Basic header. They are
  compared character for character, in each encoding that a request may use. No answer
  repeats them.

  Background:
    Given a private client

  Rule: The right credentials are accepted

    @CC-CRED-01
    Scenario Outline: The right credentials in <place> give the user's tokens
      When the app asks for authorization with the user's credentials in <place>
      Then the authorization request is accepted
      And the code gives the tokens of the user

      Examples:
        | place            |
        | the body         |
        | the Basic header |

    @CC-CRED-08
    Scenario: A password with colons in the Basic header is accepted: the first colon ends the user name
      Given the user's password contains ":a:b::"
      When the app asks for authorization with the user's credentials in the Basic header
      Then the authorization request is accepted

    @CC-CRED-09
    Scenario Outline: A password that contains <characters>, in <place>, is accepted
      Given the user's password contains "<characters>"
      When the app asks for authorization with the user's credentials in <place>
      Then the authorization request is accepted

      Examples:
        | characters | place            |
        | a b+c%d&e  | the body         |
        | a b+c%d&e  | the Basic header |
        | %41=x+     | the body         |
        | %41=x+     | the Basic header |

    Scenario Outline: A password with letters outside ASCII, in <place>, is accepted
      Given the user's password contains "pässwörd-ключ-鍵"
      When the app asks for authorization with the user's credentials in <place>
      Then the authorization request is accepted

      @CC-CRED-10 @CC-CRED-30
      Examples:
        | place    |
        | the body |

      @CC-CRED-10 @CC-CRED-31
      Examples:
        | place            |
        | the Basic header |

  Rule: Wrong credentials are refused

    @CC-CRED-02
    Scenario Outline: <password> in <place> is refused: signs count as letters do
      When the app asks for authorization with <password> and the user's credentials in <place>
      Then the authorization request is refused
      But the same request with the user's own password is accepted

      Examples:
        | password                     | place            |
        | the password followed by "!" | the body         |
        | the password followed by "!" | the Basic header |

    @CC-CRED-07
    Scenario Outline: A password that goes on after a NUL, in <place>, is refused
      When the app asks for authorization with the password that goes on after a NUL and the user's credentials in <place>
      Then the authorization request is refused
      But the same request with the user's own password is accepted

      Examples:
        | place            |
        | the body         |
        | the Basic header |

    @CC-CRED-07
    Scenario Outline: A long password is compared to its end: <password> is refused
      Given the user's password contains "a password of more than seventy-two characters"
      When the app asks for authorization with <password>
      Then the authorization request is refused
      But the same request with the user's own password is accepted

      Examples:
        | password                                     |
        | the password followed by "x"                 |
        | the password whose last character is missing |
        | the password whose last character differs    |

    @CC-CRED-06
    Scenario: A request without credentials is refused
      When the app asks for authorization without credentials
      Then the authorization request is refused
      But the same request with the user's credentials in the body is accepted

    @CC-CRED-04
    Scenario: An unknown user name and a wrong password get the same answer
      When the app asks for authorization with a wrong password
      And the same request is sent again with an unknown username
      Then both answers are the same
      And the authorization request is refused
      But the same request with the user's own username and the user's own password is accepted

    @CC-CRED-05
    Scenario: A wrong password is answered with 400 and invalid_grant, without a redirect (profile salesforce)
      When the app asks for authorization with a wrong password
      Then the authorization request is refused
      And the answer's status is 400
      And the error is "invalid_grant"
      And the answer has no header "Location"
      But the same request with the user's own password is accepted

  Rule: A Basic header is read as RFC 7617 says

    @CC-CRED-11
    Scenario: A Basic header in base64 with padding is accepted
      Given the user's password contains "???>>>"
      When the app asks for authorization with Basic credentials in base64
      Then the authorization request is accepted

    @CC-CRED-12
    Scenario: A Basic header in base64url without padding, as Salesforce's mobile apps send it, is accepted (profile salesforce)
      Given the user's password contains "???>>>"
      When the app asks for authorization with Basic credentials in unpadded base64url
      Then the authorization request is accepted

    @CC-CRED-13
    Scenario: Observed only: whether a Basic header in base64url without padding is accepted (profile strict)
      Given the user's password contains "???>>>"
      When the app asks for authorization with Basic credentials in unpadded base64url
      Then it is noted what the answer was

    @CC-CRED-14
    Scenario Outline: The scheme name "<scheme>" is accepted
      When the app asks for authorization with the scheme name "<scheme>"
      Then the authorization request is accepted

      Examples:
        | scheme |
        | basic  |
        | BASIC  |

    @CC-CRED-15 @CC-CRED-32
    Scenario Outline: The Authorization header "<header>" is refused
      When the app asks for authorization with the Authorization header "<header>"
      Then the authorization request is refused
      But the same request with the user's credentials in the Basic header is accepted

      Examples:
        | header             |
        | Basic              |
        | Basic !!!!         |
        | Basic bm8gY29sb24= |
        | Basic Og==         |

    @CC-CRED-15 @CC-CRED-32
    Scenario Outline: A Basic header whose base64 contains "<characters>" is refused
      When the app asks for authorization with Basic credentials whose base64 contains "<characters>"
      Then the authorization request is refused
      But the same request with Basic credentials in base64 is accepted

      Examples:
        | characters |
        | !          |
        | ?*         |

    @CC-CRED-16
    Scenario Outline: The right credentials with the scheme name <scheme> give no code
      When the app asks for authorization with the scheme name "<scheme>"
      Then no code and no token is given
      But the same request with the scheme name "Basic" is accepted

      Examples:
        | scheme    |
        | Bearer    |
        | Digest    |
        | Negotiate |

  Rule: A request whose header and body disagree is refused

    @CC-CRED-18
    Scenario: Observed only: a request with one user in the body and another in the Basic header
      Given another user
      When the app asks for authorization with another user's credentials in the Basic header beside the user's own
      Then it is noted what the answer was

    @CC-CRED-18
    Scenario: A request with the right password in the body and a wrong one in the Basic header is refused
      When the app asks for authorization with a wrong password in the Basic header beside the right one in the body
      Then the authorization request is refused
      But the same request with the user's credentials in the body is accepted

    @CC-CRED-17
    Scenario: The right password of another user in the Basic header does not log in the user that the body names
      When the app asks for authorization with a wrong password in the body beside the credentials of another user in the Basic header
      Then nobody but another user is logged in
      But the same request with the user's own password and the user's credentials in the body is accepted

  Rule: No answer repeats the credentials

    @CC-CRED-19
    Scenario Outline: The answer to a request with <variation> does not repeat the credentials
      When the app asks for authorization with <variation>
      Then the answer does not repeat the user's credentials

      Examples:
        | variation                                          |
        | the user's credentials in the body                 |
        | the user's credentials in the Basic header         |
        | GET and the user's credentials in the Basic header |

    @CC-CRED-19
    Scenario Outline: The refusal of a request with <variation> does not repeat the credentials
      When the app asks for authorization with <variation>
      Then the answer does not repeat the user's credentials
      But the same request with <right> is accepted

      Examples:
        | variation                                                                   | right                                |
        | the callback URL "https://attacker.example/callback"                        | the registered callback URL          |
        | an unknown client id                                                        | the app's own client id              |
        | the response type "codecred"                                                | the response type "code_credentials" |
        | the response type "codecred" and the user's credentials in the Basic header | the response type "code_credentials" |
        | the state "one" and the parameter "state" twice                             | the parameter "state" once           |
        | the parameter "password" twice                                              | the parameter "password" once        |
        | the code challenge method "S512"                                            | the code challenge method "S256"     |

    @CC-CRED-20
    Scenario: Observed only: whether credentials in the query of a POST request are accepted
      When the app asks for authorization with POST and the user's credentials in the query
      Then it is noted what the answer was
