Feature: Errors

  An error says what was wrong in a form that every client can read, and nothing
  that helps an attacker.

  Background:
    Given a private client

  Rule: An error of the token endpoint is a JSON object

    @CC-ERR-01
    Scenario Outline: The error of a token request with <variation> is a JSON object with the member error
      Given the app holds an authorization code
      And the app exchanges the code with <variation>
      And the token request is refused
      Then the answer is JSON
      And the answer has "error"
      But the same request with <right> is accepted

      Examples:
        | variation                                         | right                               |
        | a made-up code                                    | the code                            |
        | the parameter "code" set to ""                    | the code                            |
        | the grant type "unknown"                          | the grant type "authorization_code" |
        | a wrong consumer secret                           | the consumer secret                 |
        | an unknown client id                              | the app's own client id             |
        | the callback URL "https://other.example/callback" | the registered callback URL         |

    @CC-ERR-01
    Scenario: The error of a refresh request with a made-up token is a JSON object with the member error
      Given the app holds tokens
      And the app refreshes its tokens with a made-up refresh token
      And the refresh request is refused
      Then the answer is JSON
      And the answer has "error"
      But the same request with the refresh token is accepted

    @CC-ERR-02
    Scenario Outline: The error of a token request with <variation> has a status from 400 to 499
      Given the app holds an authorization code
      And the app exchanges the code with <variation>
      And the token request is not accepted
      Then the answer's status is from 400 to 499
      But the same request with <right> is accepted

      Examples:
        | variation                                         | right                               |
        | a made-up code                                    | the code                            |
        | the parameter "code" set to ""                    | the code                            |
        | the grant type "unknown"                          | the grant type "authorization_code" |
        | a wrong consumer secret                           | the consumer secret                 |
        | an unknown client id                              | the app's own client id             |
        | the callback URL "https://other.example/callback" | the registered callback URL         |

    @CC-ERR-02
    Scenario: The error of a refresh request with a made-up token has a status from 400 to 499
      Given the app holds tokens
      And the app refreshes its tokens with a made-up refresh token
      And the refresh request is not accepted
      Then the answer's status is from 400 to 499
      But the same request with the refresh token is accepted

    @CC-ERR-05
    Scenario Outline: The error of a token request with <variation> has only characters that RFC 6749 allows
      Given the app holds an authorization code
      And the app exchanges the code with <variation>
      And the token request is refused
      Then the error's text has only characters that RFC 6749 allows
      But the same request with <right> is accepted

      Examples:
        | variation                                         | right                               |
        | a made-up code                                    | the code                            |
        | the parameter "code" set to ""                    | the code                            |
        | the grant type "unknown"                          | the grant type "authorization_code" |
        | a wrong consumer secret                           | the consumer secret                 |
        | an unknown client id                              | the app's own client id             |
        | the callback URL "https://other.example/callback" | the registered callback URL         |

    @CC-ERR-05
    Scenario: The error of a refresh request with a made-up token has only characters that RFC 6749 allows
      Given the app holds tokens
      And the app refreshes its tokens with a made-up refresh token
      And the refresh request is refused
      Then the error's text has only characters that RFC 6749 allows
      But the same request with the refresh token is accepted

    @CC-ERR-05
    Scenario Outline: The error for <variation> has only characters that RFC 6749 allows
      When the app asks for authorization with <variation>
      Then the error's text has only characters that RFC 6749 allows
      But the same request with <right> is accepted

      Examples:
        | variation                    | right                                |
        | a wrong password             | the user's own password              |
        | the scope "übergröße \ full" | the scope "api"                      |
        | the response type "código"   | the response type "code_credentials" |

    @CC-ERR-03
    Scenario Outline: A token request with <variation> is answered with 400 or 401
      Given the app holds an authorization code
      When the app exchanges the code with <variation>
      Then the token request is refused
      And the answer's status is 400 or 401
      But the same request with <right> is accepted

      Examples:
        | variation                | right                               |
        | a made-up code           | the code                            |
        | the grant type "unknown" | the grant type "authorization_code" |
        | a wrong consumer secret  | the consumer secret                 |
        | an unknown client id     | the app's own client id             |

    @CC-ERR-04
    Scenario Outline: The error for <variation> may not be stored
      Given the app holds an authorization code
      When the app exchanges the code with <variation>
      Then the error may not be stored
      But the same request with <right> is accepted

      Examples:
        | variation                | right                               |
        | a made-up code           | the code                            |
        | the grant type "unknown" | the grant type "authorization_code" |
        | a wrong consumer secret  | the consumer secret                 |

    @CC-ERR-04
    Scenario: An error of the authorization endpoint may not be stored
      When the app asks for authorization with a wrong password
      Then the error may not be stored
      But the same request with the user's own password is accepted

  Rule: An error that goes to the callback URL has the state of its request

    @CC-ERR-06
    Scenario Outline: The error for a request with <variation> has the state of the request
      When the app asks for authorization with the state "xyz 1&2" and <variation>
      Then the authorization request is refused
      And an error that goes to the callback URL carries the "state" that was sent
      But the same request with <right> is accepted

      Examples:
        | variation                        | right                                |
        | a wrong password                 | the user's own password              |
        | the code challenge method "S512" | the code challenge method "S256"     |
        | the response type "unknown"      | the response type "code_credentials" |

  Rule: A malformed request is not answered with a server error

    @CC-ERR-07
    Scenario Outline: An authorization request with <variation> is not answered with a server error
      Given the app holds an authorization code
      When the app asks for authorization with <variation>
      Then the answer is no server error

      Examples:
        | variation                                        |
        | the body "%ZZ=%&&&==;"                           |
        | the body "[1,2,3]"                               |
        | the Content-Type "application/json"              |
        | the Content-Type "multipart/form-data"           |
        | the Content-Type "/;;"                           |
        | the Authorization header "Basic"                 |
        | the Authorization header "Basic !!!!"            |
        | the Authorization header "Basic dXNlcg=="        |
        | the parameter "state" of 20000 characters        |
        | the parameter "redirect_uri" of 20000 characters |
        | the callback URL "http://[::1"                   |
        | the parameter "username" set to "%00"            |
        | the parameter "code_challenge" set to "ü"        |
        | DELETE                                           |

    @CC-ERR-07
    Scenario Outline: A token request with <variation> is not answered with a server error
      Given the app holds an authorization code
      When the app exchanges the code with <variation>
      Then the answer is no server error

      Examples:
        | variation                                |
        | the body "%ZZ=%&&&==;"                   |
        | the body "[1,2,3]"                       |
        | the Content-Type "application/json"      |
        | the Authorization header "Basic !!!!"    |
        | the Authorization header "Bearer"        |
        | the parameter "code" of 20000 characters |
        | the parameter "code_verifier" set to "ü" |
        | the callback URL "http://[::1"           |

  Rule: An error repeats no secret and runs no script

    @CC-ERR-08
    Scenario Outline: The error for <variation> repeats no secret
      Given the app asks for authorization with <variation>
      And the authorization request is refused
      Then the answer repeats no secret that was sent
      But the same request with <right> is accepted

      Examples:
        | variation                        | right                                |
        | a wrong password                 | the user's own password              |
        | the code challenge method "S512" | the code challenge method "S256"     |
        | the response type "unknown"      | the response type "code_credentials" |

    @CC-ERR-08
    Scenario Outline: The error of the token endpoint for <variation> repeats no secret
      Given the app holds an authorization code with the code challenge method "S256"
      And the app exchanges the code with <variation>
      And the token request is refused
      Then the answer repeats no secret that was sent
      But the same request with <right> is accepted

      Examples:
        | variation                                   | right                   |
        | a made-up code                              | the code                |
        | a wrong consumer secret                     | the consumer secret     |
        | a wrong consumer secret in the Basic header | the consumer secret     |
        | a wrong code verifier                       | the right code verifier |

    @CC-ERR-09
    Scenario Outline: A script in the parameter "<parameter>" does not stand in a page of the answer
      When the app asks for authorization with the parameter "<parameter>" set to "<script>codecred</script>" and a wrong password
      Then no page of the answer contains "<script>codecred"
      But the same request with <right> is accepted

      Examples:
        | parameter     | right                                                            |
        | state         | the user's own password                                          |
        | scope         | the user's own password and the scope "api"                      |
        | redirect_uri  | the user's own password and the registered callback URL          |
        | client_id     | the user's own password and the app's own client id              |
        | response_type | the user's own password and the response type "code_credentials" |
        | username      | the user's own password and the user's own username              |

  Rule: An error has one of the names that RFC 6749 gives

    @CC-ERR-10
    Scenario Outline: The error of a token request with <variation> has a name of RFC 6749 (profile strict)
      Given the app holds an authorization code with the code challenge method "S256"
      And the app exchanges the code with <variation>
      And the token request is refused
      Then the error is one that RFC 6749 names for a token request
      But the same request with <right> is accepted

      Examples:
        | variation                                         | right                               |
        | a made-up code                                    | the code                            |
        | the parameter "code" set to ""                    | the code                            |
        | the grant type "unknown"                          | the grant type "authorization_code" |
        | a wrong consumer secret                           | the consumer secret                 |
        | an unknown client id                              | the app's own client id             |
        | the callback URL "https://other.example/callback" | the registered callback URL         |
        | a wrong code verifier                             | the right code verifier             |

    @CC-ERR-10
    Scenario: The error of a refresh request with a made-up token has a name of RFC 6749 (profile strict)
      Given the app holds tokens
      And the app refreshes its tokens with a made-up refresh token
      And the refresh request is refused
      Then the error is one that RFC 6749 names for a token request
      But the same request with the refresh token is accepted

    @CC-ERR-11
    Scenario Outline: The error at the callback URL for <variation> has a name of RFC 6749 (profile strict)
      Given the app asks for authorization with <variation>
      And the authorization request is refused
      Then an error that goes to the callback URL is one that RFC 6749 names
      But the same request with <right> is accepted

      Examples:
        | variation                        | right                                |
        | a wrong password                 | the user's own password              |
        | the code challenge method "S512" | the code challenge method "S256"     |
        | the response type "unknown"      | the response type "code_credentials" |
        | the scope "unknown"              | the scope "api"                      |

    @CC-ERR-11
    Scenario: The error at the callback URL for a user who is not approved has a name of RFC 6749 (profile strict)
      Given the user is not approved for the app
      And the app asks for authorization
      And the authorization request is refused
      Then an error that goes to the callback URL is one that RFC 6749 names
      But the same request is accepted for another user, who is approved for the app

    @CC-ERR-11
    Scenario: The error at the callback URL for a frozen user has a name of RFC 6749 (profile strict)
      Given the user is frozen
      And the app asks for authorization
      And the authorization request is refused
      Then an error that goes to the callback URL is one that RFC 6749 names
      But the same request is accepted for another user, who is not frozen

    @CC-ERR-11
    Scenario: The error at the callback URL for a flow that is turned off has a name of RFC 6749 (profile strict)
      Given the app has "Enable Authorization Code and Credentials Flow" off
      And the app asks for authorization
      And the authorization request is refused
      Then an error that goes to the callback URL is one that RFC 6749 names
      But the same request is accepted when the app has "Enable Authorization Code and Credentials Flow" on

  Rule: A challenge says how to authenticate

    @CC-ERR-12
    Scenario: The challenge for a request without an access token names no error (profile strict)
      Given the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      And the app asks for the user's information without an access token
      And the userinfo request is refused
      Then the challenge, if there is one, names no error
      But the same request with the access token is accepted

    @CC-ERR-13
    Scenario Outline: The challenge for a request <variation> is written as a scheme with parameters
      Given the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      And the app asks for the user's information <variation>
      And the userinfo request is refused
      Then the challenge, if there is one, is written as RFC 9110 says
      But the same request with the access token is accepted

      Examples:
        | variation               |
        | without an access token |
        | with a made-up token    |

    @CC-ERR-13
    Scenario: The challenge for a wrong consumer secret in a Basic header is written as a scheme with parameters
      Given the app holds an authorization code
      And the app exchanges the code with a wrong consumer secret in the Basic header
      And the token request is refused
      Then the challenge, if there is one, is written as RFC 9110 says
      But the same request with the consumer secret in the Basic header is accepted

    @CC-ERR-14
    Scenario: A made-up access token is answered with 401 (profile strict)
      Given the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      And the app asks for the user's information with a made-up token
      And the userinfo request is refused
      Then the answer's status is 401
      But the same request with the access token is accepted

  Rule: Nobody is sent to the callback URL before he has logged in

    @CC-ERR-50
    Scenario Outline: The error for <mistake> is not redirected (profile strict)
      Given the app asks for authorization with <mistake>
      And the authorization request is refused
      Then the answer does not redirect to the callback URL asked for
      But the same request with <right> is accepted

      Examples:
        | mistake                                               | right                                                            |
        | a wrong password and the scope "codecred_unknown"     | the user's own password and the scope "api"                      |
        | an empty password and the scope "codecred_unknown"    | the user's own password and the scope "api"                      |
        | a wrong password and the response type "codecred"     | the user's own password and the response type "code_credentials" |

    @CC-ERR-50
    Scenario: The error for a link without credentials is not redirected (profile strict)
      Given the app asks for authorization with GET and the scope "codecred_unknown" and without the user's credentials
      And the authorization request is refused
      Then the answer does not redirect to the callback URL asked for
      But the same request with the user's credentials in the Basic header and the scope "api" is accepted
