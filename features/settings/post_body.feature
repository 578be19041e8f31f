Feature: Require user credentials in the POST body

  On, the user's credentials must stand in the body of a POST request and nowhere
  else: neither the GET method nor a Basic authorization header is accepted.

  Background:
    Given a private client

  Rule: Off, which is the default, the app chooses

    Scenario Outline: <state>, credentials in <place> of a <method> request are accepted
      Given the app has "Require user credentials in the POST body for Authorization Code and Credentials Flow" <state>
      When the app asks for authorization with <method> and the user's credentials in <place>
      Then the authorization request is accepted

      @CC-POST-01
      Examples:
        | state          | method | place            |
        | at its default | POST   | the Basic header |
        | at its default | GET    | the Basic header |

      @CC-POST-02
      Examples:
        | state | method | place            |
        | off   | POST   | the Basic header |

      @CC-POST-03
      Examples:
        | state          | method | place    |
        | at its default | POST   | the body |
        | off            | POST   | the body |

      @CC-POST-04
      Examples:
        | state | method | place            |
        | off   | GET    | the Basic header |

  Rule: On, neither GET nor a Basic header is accepted

    Background:
      Given the app has "Require user credentials in the POST body for Authorization Code and Credentials Flow" on

    @CC-POST-05
    Scenario: Credentials in the body of a POST request are accepted
      When the app asks for authorization with POST and the user's credentials in the body
      Then the authorization request is accepted
      And the code gives the tokens of the user

    Scenario Outline: Credentials in <place> of a <method> request are refused
      When the app asks for authorization with <method> and the user's credentials in <place>
      Then the authorization request is refused
      But the same request with POST and the user's credentials in the body is accepted

      @CC-POST-06
      Examples:
        | method | place            |
        | GET    | the Basic header |
        | GET    | the query        |

      @CC-POST-07
      Examples:
        | method | place            |
        | POST   | the Basic header |

    @CC-POST-10
    Scenario Outline: Credentials in <place> of a <method> request are refused: they are not in the body
      When the app asks for authorization with <method> and the user's credentials in <place>
      Then the authorization request is refused
      But the same request with POST and the user's credentials in the body is accepted

      Examples:
        | method | place                                 |
        | POST   | the query                             |
        | GET    | the query as well as the Basic header |

    @CC-POST-07
    Scenario: A Basic header is refused, and accepted where the setting is off
      When the app asks for authorization with credentials in the Basic header
      Then the authorization request is refused
      But the same request is accepted when the app has "Require user credentials in the POST body for Authorization Code and Credentials Flow" off

    @CC-POST-06
    Scenario: A GET request is refused, and accepted where the setting is off
      When the app asks for authorization with GET and credentials in the Basic header
      Then the authorization request is refused
      But the same request is accepted when the app has "Require user credentials in the POST body for Authorization Code and Credentials Flow" off

    @CC-POST-08
    Scenario: With another user in the Basic header, that user is never logged in
      Given another user
      When the app asks for authorization with another user's credentials in the Basic header beside the user's own
      Then nobody but the user is logged in
      But the same request with the user's credentials in the body is accepted

    @CC-POST-08 @touches:CC-CRED-17
    Scenario: A wrong password in the body is refused although the Basic header has the right one
      When the app asks for authorization with a wrong password in the body beside the right one in the Basic header
      Then the authorization request is refused
      But the same request with the user's own password and credentials in the body is accepted

    @CC-POST-14
    Scenario Outline: Credentials in <place> without the <credential> in the body are refused
      When the app asks for authorization with the user's credentials in <place> without the parameter "<credential>"
      Then the authorization request is refused
      But the same request with the user's credentials in the body is accepted

      Examples:
        | place                                | credential |
        | the body                             | username   |
        | the body                             | password   |
        | the body as well as the Basic header | username   |
        | the body as well as the Basic header | password   |

    @CC-POST-11
    Scenario: A HEAD request with a Basic header gives no code
      When the app asks for authorization with HEAD and the user's credentials in the Basic header
      Then no code and no token is given
      But the same request with POST and the user's credentials in the body is accepted

    @CC-POST-09
    Scenario: Observed only: a Basic header beside the credentials in the body
      When the app asks for authorization with the user's credentials in the body as well as the Basic header
      Then it is noted what the answer was

    @CC-POST-15
    Scenario: The consumer secret in the Basic header of a token request is still accepted
      Given the app holds an authorization code with the user's credentials in the body
      When the app exchanges the code with the consumer secret in the Basic header
      Then the token request is accepted

  Rule: The form of a refusal is only observed

    Scenario Outline: Observed only: on, the answer to a request with <variation> (profile salesforce)
      Given the app has "Require user credentials in the POST body for Authorization Code and Credentials Flow" on
      When the app asks for authorization with <variation>
      Then it is noted what the answer was

      @CC-POST-16
      Examples:
        | variation                       |
        | credentials in the Basic header |

      @CC-POST-17
      Examples:
        | variation                               |
        | GET and credentials in the Basic header |

    @CC-POST-21
    Scenario: Off, a GET request with credentials in its query is refused (profile salesforce)
      Given the app has "Require user credentials in the POST body for Authorization Code and Credentials Flow" off
      When the app asks for authorization with GET and the user's credentials in the query
      Then the authorization request is refused
      But the same request with the user's credentials in the Basic header is accepted

  Rule: A change is in effect at once

    @CC-POST-12
    Scenario Outline: Turned on, a request with <variation> that was accepted is refused
      Given the app has "Require user credentials in the POST body for Authorization Code and Credentials Flow" off
      When the app asks for authorization with <variation>
      And the administrator turns "Require user credentials in the POST body for Authorization Code and Credentials Flow" on for the app
      And the same request is sent again
      Then the authorization request is refused
      But the same request was accepted before the change

      Examples:
        | variation                               |
        | credentials in the Basic header         |
        | GET and credentials in the Basic header |

    @CC-POST-13
    Scenario Outline: Turned off again, a request with <variation> that was refused is accepted
      Given the app has "Require user credentials in the POST body for Authorization Code and Credentials Flow" on
      When the app asks for authorization with <variation>
      And the administrator turns "Require user credentials in the POST body for Authorization Code and Credentials Flow" off for the app
      And the same request is sent again
      Then the authorization request is accepted
      But the same request was refused before the change

      Examples:
        | variation                               |
        | credentials in the Basic header         |
        | GET and credentials in the Basic header |
