Feature: The user's credentials

  A user name and a password, in the form body or in a Basic header. They are
  compared to the letter, however they are written on the way, and no answer
  tells them to anyone.

  Background:
    Given a private client

  Rule: The right credentials get their user in

    @CC-CRED-01
    Scenario Outline: In <place>, they give the user's tokens
      When the app asks for authorization with the user's credentials in <place>
      Then the authorization request is accepted
      And the code gives the tokens of the user

      Examples:
        | place            |
        | the body         |
        | the Basic header |

    @CC-CRED-08
    Scenario: A password with colons: the first colon ends the user name
      Given the user's password holds ":a:b::"
      When the app asks for authorization with the user's credentials in the Basic header
      Then the authorization request is accepted

    @CC-CRED-09
    Scenario Outline: A password that holds <characters>, in <place>
      Given the user's password holds "<characters>"
      When the app asks for authorization with the user's credentials in <place>
      Then the authorization request is accepted

      Examples:
        | characters | place            |
        | a b+c%d&e  | the body         |
        | a b+c%d&e  | the Basic header |
        | %41=x+     | the body         |
        | %41=x+     | the Basic header |

    @CC-CRED-10
    Scenario Outline: A password with letters outside ASCII, in <place>
      Given the user's password holds "pässwörd-ключ-鍵"
      When the app asks for authorization with the user's credentials in <place>
      Then the authorization request is accepted

      Examples:
        | place            |
        | the body         |
        | the Basic header |

  Rule: Any others do not

    @CC-CRED-02 @CC-CRED-07
    Scenario Outline: <password> in <place> is refused
      When the app asks for authorization with <password> and the user's credentials in <place>
      Then the authorization request is refused
      But the same request with the user's own password is accepted

      Examples:
        | password                               | place            |
        | a wrong password                       | the body         |
        | a wrong password                       | the Basic header |
        | the password followed by "x"           | the body         |
        | the password followed by "x"           | the Basic header |
        | the password short of its last character | the body         |
        | the password in upper case             | the body         |
        | the password in lower case             | the Basic header |
        | the password followed by "!"           | the body         |
        | the password whose last character differs | the body      |

    @CC-CRED-02
    Scenario: A wrong password is refused with GET, too
      When the app asks for authorization with GET and a wrong password and the user's credentials in the Basic header
      Then the authorization request is refused
      But the same request with the user's own password is accepted

    @CC-CRED-07
    Scenario Outline: A long password counts to its end: <password> is refused
      Given the user's password holds "a password of more than seventy-two characters"
      When the app asks for authorization with <password>
      Then the authorization request is refused
      But the same request with the user's own password is accepted

      Examples:
        | password                                  |
        | the password followed by "x"              |
        | the password short of its last character  |
        | the password whose last character differs |

    @CC-CRED-03
    Scenario Outline: An unknown user name in <place> is refused
      When the app asks for authorization with an unknown username and the user's credentials in <place>
      Then the authorization request is refused
      But the same request with the user's own username is accepted

      Examples:
        | place            |
        | the body         |
        | the Basic header |

    @CC-CRED-06
    Scenario: A request without credentials is refused
      When the app asks for authorization without credentials
      Then the authorization request is refused
      But the same request with the user's credentials in the body is accepted

    @CC-CRED-06
    Scenario Outline: An empty <credential> in <place> is refused
      When the app asks for authorization with an empty <credential> and the user's credentials in <place>
      Then the authorization request is refused
      But the same request with the user's own <credential> is accepted

      Examples:
        | credential | place            |
        | username   | the body         |
        | password   | the body         |
        | username   | the Basic header |
        | password   | the Basic header |

    @CC-CRED-04
    Scenario: An unknown user name and a wrong password get the same answer
      When the app asks for authorization with a wrong password
      And the same request is sent again with an unknown username
      Then both answers are alike
      And the authorization request is refused
      But the same request with the user's own username and the user's own password is accepted

    @CC-CRED-05
    Scenario: A wrong password is answered 400 with invalid_grant, and not redirected
      When the app asks for authorization with a wrong password
      Then the authorization request is refused
      And the answer's status is 400
      And the error is "invalid_grant"
      And the answer has no header "Location"
      But the same request with the user's own password is accepted

  Rule: A Basic header is read as RFC 7617 writes it

    @CC-CRED-11
    Scenario: In base64 with padding
      Given the user's password holds "???>>>"
      When the app asks for authorization with Basic credentials in base64
      Then the authorization request is accepted

    @CC-CRED-12
    Scenario: In base64url without padding, as the vendor's mobile apps send it
      Given the user's password holds "???>>>"
      When the app asks for authorization with Basic credentials in unpadded base64url
      Then the authorization request is accepted

    @CC-CRED-13
    Scenario: Whether base64url without padding is read is left open
      Given the user's password holds "???>>>"
      When the app asks for authorization with Basic credentials in unpadded base64url
      Then it is noted what the answer was

    @CC-CRED-14
    Scenario Outline: The scheme may be written "<scheme>"
      When the app asks for authorization with the scheme name "<scheme>"
      Then the authorization request is accepted

      Examples:
        | scheme |
        | basic  |
        | BASIC  |

    @CC-CRED-15
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

    @CC-CRED-15
    Scenario Outline: Credentials with <characters> among their base64 are refused
      When the app asks for authorization with Basic credentials spoilt by "<characters>"
      Then the authorization request is refused
      But the same request with Basic credentials in base64 is accepted

      Examples:
        | characters |
        | !          |
        | ?*         |

    @CC-CRED-16
    Scenario Outline: The right credentials in the scheme <scheme> give no code
      When the app asks for authorization with the scheme name "<scheme>"
      Then no code and no token is given
      But the same request with the scheme name "Basic" is accepted

      Examples:
        | scheme    |
        | Bearer    |
        | Digest    |
        | Negotiate |

  Rule: Header and body agree, or the request is refused

    @CC-CRED-18
    Scenario: Two users are refused
      Given another user
      When the app asks for authorization with another user's credentials in the Basic header beside the user's own
      Then the authorization request is refused
      But the same request with the user's credentials in the body is accepted

    @CC-CRED-18
    Scenario: Two passwords are refused
      When the app asks for authorization with a wrong password in the Basic header beside the right one in the body
      Then the authorization request is refused
      But the same request with the user's credentials in the body is accepted

    @CC-CRED-17
    Scenario: The right password in the Basic header does not let in the user that the body names
      When the app asks for authorization with a wrong password in the body beside the credentials of another user in the Basic header
      Then no one but another user gets in

  Rule: No answer repeats them

    @CC-CRED-19
    Scenario Outline: Not the one to a request with <variation>
      When the app asks for authorization with <variation>
      Then the answer does not repeat the user's credentials

      Examples:
        | variation                                               |
        | the user's credentials in the body                      |
        | the user's credentials in the Basic header              |
        | GET and the user's credentials in the Basic header      |
        | the callback URL "https://attacker.example/callback"    |
        | an unknown client id                                    |
        | the response type "codecred"                            |
        | the state "one" and the parameter "state" twice         |
        | the parameter "password" twice                          |
        | the code challenge method "S512"                        |

    @CC-CRED-20
    Scenario: Whether they may stand in the query of a POST request is left open
      When the app asks for authorization with POST and the user's credentials in the query
      Then it is noted what the answer was
